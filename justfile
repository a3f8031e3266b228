# What the checks do, by name: `just` lists it. `.ci/run` decides whether a change may land, and asks all of it.

# What there is.
[private]
default:
    @just --list --unsorted

# Everything: whether a change may land.
check:
    .ci/run

# The README's first command: what is published, packages and page, proved.
publish *ARGUMENTS:
    cargo xtask publish --clients {{ ARGUMENTS }}

# All tests, or those of PACKAGES.
test *PACKAGES:
    cargo test {{ if PACKAGES == "" { "--workspace" } else { replace_regex(PACKAGES, '(\S+)', '--package $1') } }}

# How the code is laid out.
format:
    cargo fmt --all
    cargo fmt --all --manifest-path native/python/Cargo.toml

# What is asked of the code, and not of what it does: licences, a short search, clippy, documentation.
code:
    .ci/code

# The library, as it is tested on every system.
library:
    .ci/library

# Whether it compiles for systems that this is not.
systems *ARGUMENTS:
    .ci/systems {{ ARGUMENTS }}

# Whether it compiles with the oldest compiler that it promises.
versions:
    .ci/versions

# A short search for inputs that break a promise.
fuzz TIMES="1":
    fuzz/check {{ TIMES }}

# The picture of the crates, drawn anew.
architecture:
    cargo xtask architecture

# A release, as far as it can be made without a network.
release:
    cargo xtask release --dry-run
