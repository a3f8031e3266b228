//! Keeps the server and the generator out of each other's way: each has a core of its own, so that
//! what is measured is what a server does on one core.

use std::path::Path;
use std::process::Command;
use std::thread::available_parallelism;

/// The number of a core.
#[derive(Clone, Copy)]
pub struct Core(usize);

/// A core for the server and one for the generator, where `taskset` and two cores are there.
pub fn apart() -> [Option<Core>; 2] {
    let enough = available_parallelism().is_ok_and(|cores| cores.get() >= 2);
    if enough && Command::new("taskset").arg("--version").output().is_ok() {
        [Some(Core(0)), Some(Core(1))]
    } else {
        [None, None]
    }
}

/// The command of a program that stays on a core.
pub fn on(core: Option<Core>, program: &Path) -> Command {
    match core {
        Some(Core(number)) => {
            // It becomes the program, so that a process has one id.
            let mut command = Command::new("taskset");
            command.args(["--cpu-list", &number.to_string()]).arg(program);
            command
        }
        None => Command::new(program),
    }
}
