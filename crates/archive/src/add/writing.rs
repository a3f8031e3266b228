//! Parts that are being written, while the next ones are filled.

use std::collections::VecDeque;
use std::panic::resume_unwind;
use std::thread::{self, JoinHandle};

use super::part::Part;
use crate::error::ArchiveError;
use crate::partition::Partition;

/// So many parts are written at a time.
const AT_ONCE: usize = 2;

/// Parts that are being written, the oldest first.
#[derive(Default)]
pub struct Writing {
    parts: VecDeque<Started>,
}

struct Started {
    number: u64,
    partition: Option<Partition>,
    writer: JoinHandle<Result<Part, ArchiveError>>,
}

impl Writing {
    /// Whether the oldest has to be written before the next one is begun.
    pub fn is_full(&self) -> bool {
        self.parts.len() == AT_ONCE
    }

    /// Begins to write a part, of bundles of a partition or of what is set aside.
    pub fn start(
        &mut self,
        number: u64,
        partition: Option<Partition>,
        write: impl FnOnce() -> Result<Part, ArchiveError> + Send + 'static,
    ) {
        self.parts.push_back(Started { number, partition, writer: thread::spawn(write) });
    }

    /// The numbers of those that have the same content.
    pub fn of(&self, partition: Option<&Partition>) -> impl Iterator<Item = u64> {
        let same = move |it: &&Started| it.partition.as_ref() == partition;
        self.parts.iter().filter(same).map(|it| it.number)
    }

    /// The oldest one, once it is written; none where there is none.
    pub fn oldest(&mut self) -> Option<Result<Part, ArchiveError>> {
        let written = self.parts.pop_front()?.writer.join();
        Some(written.unwrap_or_else(|panic| resume_unwind(panic)))
    }
}

impl Drop for Writing {
    /// Nobody writes to an archive that others may add to.
    fn drop(&mut self) {
        for started in self.parts.drain(..) {
            // Why it ends before is told already.
            let _ = started.writer.join();
        }
    }
}
