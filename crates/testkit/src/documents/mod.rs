//! Documents of a contract, right and wrong.

mod generate;
pub mod mutate;
mod oracle;
pub mod respell;

pub use generate::Generator;
pub use oracle::Oracle;
