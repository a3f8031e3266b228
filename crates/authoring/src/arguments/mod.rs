//! What can be said on the command line.

mod publish;
mod release;

pub use publish::PublishArguments;
pub use release::ReleaseArguments;
