/** How deep arrays and objects may be nested. A scalar has depth 0, `[]` has depth 1. */
export const MAX_DEPTH = 128;

export const TOO_DEEP = "expected arrays and objects nested at most 128 deep, found them deeper";
