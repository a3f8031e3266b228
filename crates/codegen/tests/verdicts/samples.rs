use crate::trial::Subject;
use std::sync::LazyLock;
pub static SUBJECTS: LazyLock<Vec<Subject>> = LazyLock::new(Vec::new);
