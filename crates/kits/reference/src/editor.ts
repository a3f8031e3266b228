// The box: CodeMirror, which keeps a text in pieces and draws what is in view, so that a letter typed into several
// megabytes costs as much as into a few lines.

import { history, historyKeymap, isolateHistory, standardKeymap } from "@codemirror/commands";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, RangeSet, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutterLineClass,
  keymap,
  lineNumbers,
  placeholder,
  WidgetType,
} from "@codemirror/view";

import { element } from "./element.ts";
import { constructStyles } from "./styling.ts";
import type { Range } from "made-package/locate";

export class Editor {
  readonly #view: EditorView;

  /** `changed` is called whenever the text is another, whoever changed it. */
  constructor(changed: () => void) {
    constructStyles();
    const parent = element("editor");
    const attributes = {
      id: "payload",
      "aria-label": "Payload, a JSON document",
      "aria-describedby": "verdict",
    };
    this.#view = new EditorView({
      parent,
      extensions: [
        lineNumbers(),
        marks,
        history(),
        search({ top: true }),
        keymap.of([...searchKeymap, ...historyKeymap, ...standardKeymap]),
        placeholder(parent.dataset["placeholder"] ?? ""),
        EditorState.tabSize.of(2),
        EditorView.contentAttributes.of(attributes),
        EditorView.updateListener.of(({ docChanged }) => docChanged && changed()),
      ],
    });
  }

  /** The whole text; its lines end in `\n`, whatever they were loaded with. */
  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** How long the text is, in UTF-16 code units. */
  get length(): number {
    return this.#view.state.doc.length;
  }

  focus(): void {
    this.#view.contentDOM.focus({ preventScroll: true });
  }

  /** Puts another text in place of the one that is there, which can be undone. */
  load(text: string): void {
    const { doc } = this.#view.state;
    this.#view.dispatch({
      changes: { from: 0, to: doc.length, insert: text },
      selection: { anchor: 0 },
      effects: EditorView.scrollIntoView(0),
      annotations: isolateHistory.of("full"),
    });
  }

  /** Marks these ranges until the text changes. */
  mark(ranges: readonly Range[]): void {
    this.#view.dispatch({ effects: marking.of(ranges) });
  }

  /** Selects a range and brings it into view. */
  select({ start, end }: Range): void {
    const { length } = this.#view.state.doc;
    this.focus();
    this.#view.dispatch({
      selection: { anchor: Math.min(start, length), head: Math.min(end, length) },
      effects: EditorView.scrollIntoView(Math.min(start, length), { y: "center" }),
    });
    this.#view.dom.scrollIntoView({ block: "nearest" });
  }
}

const marking = StateEffect.define<readonly Range[]>();

interface Marks {
  readonly text: DecorationSet;
  readonly numbers: RangeSet<GutterMarker>;
}

const NONE: Marks = { text: Decoration.none, numbers: RangeSet.empty };

const marks = StateField.define<Marks>({
  create: () => NONE,
  update(before, { docChanged, effects, state }) {
    const asked = effects.find((effect) => effect.is(marking));
    if (asked) return marksOf(state, asked.value);
    return docChanged ? NONE : before;
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ text }) => text),
    gutterLineClass.from(field, ({ numbers }) => numbers),
  ],
});

function marksOf({ doc }: EditorState, ranges: readonly Range[]): Marks {
  const text = ranges.map(({ start, end }) => {
    const from = Math.min(start, doc.length);
    const line = doc.lineAt(from);
    // A fault at the end of a line, or of the text, has no letter to stand under.
    if (from === line.to) return blank.range(from);
    return fault.range(from, Math.min(end, doc.length));
  });
  const lines = new Set(ranges.map(({ start }) => doc.lineAt(Math.min(start, doc.length)).from));
  return {
    text: Decoration.set(text, true),
    numbers: RangeSet.of(
      [...lines].map((from) => faulty.range(from)),
      true,
    ),
  };
}

class Blank extends WidgetType {
  override toDOM(): HTMLElement {
    const made = document.createElement("mark");
    made.textContent = " ";
    return made;
  }
}

class Faulty extends GutterMarker {
  override elementClass = "faulty";
}

const fault = Decoration.mark({ tagName: "mark" });
const blank = Decoration.widget({ widget: new Blank(), side: 1 });
const faulty = new Faulty();
