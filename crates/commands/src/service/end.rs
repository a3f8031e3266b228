//! What a service says when it begins and when it ends.

use std::fmt::Display;
use std::process::ExitCode;

use exact_schema_http::{Address, End};

use crate::terminal::{CANNOT_TELL, complain, print};

/// Says on standard output where a service listens, and where it answers probes and scrapers, if that is another
/// place.
///
/// ```
/// use exact_schema_commands::service::listening;
/// use exact_schema_http::Address;
///
/// // listening on https://127.0.0.1:8443
/// listening(&Address::Tls(([127, 0, 0, 1], 8443).into()), None);
/// ```
pub fn listening(address: &Address, admin: Option<&Address>) {
    let mut places = format!("listening on {address}\n");
    if let Some(admin) = admin {
        places += &format!("probes and metrics on {admin}\n");
    }
    print(&places, ExitCode::SUCCESS);
}

/// The exit code of a service that has ended or did not start, of which the reason is said on standard error: 0
/// where every request under way was answered, 1 where some connections outlasted the time of grace, 2 where it did
/// not start.
///
/// ```
/// use std::process::ExitCode;
///
/// use exact_schema_commands::service::ended;
/// use exact_schema_serve::{Options, serve};
/// use parcel_events::CONTRACT;
///
/// let options = Options { reference: Some("missing.html".into()), ..Options::new(&CONTRACT) };
/// assert_eq!(ended(serve(&options, |_| {})), ExitCode::from(2));
/// ```
pub fn ended(end: Result<End, impl Display>) -> ExitCode {
    match end {
        Ok(End { cut_off: 0 }) => ExitCode::SUCCESS,
        Ok(End { cut_off }) => {
            let plural = if cut_off == 1 { "" } else { "s" };
            complain(&format!("{cut_off} connection{plural} outlasted the time of grace"));
            ExitCode::FAILURE
        }
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(CANNOT_TELL)
        }
    }
}
