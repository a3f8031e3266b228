//! Connections of a server that speaks TLS, until it is spoken.
//!
//! A handshake takes a place, as a request does. Nothing of it counts as having come: until the first byte
//! of a request the client is one who has just connected, and makes room as such.

use std::future::ready;
use std::io;
use std::sync::Arc;

use exact_schema_runtime::ProblemKind;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::server::TlsStream;

use crate::connection::{Timed, converse, refuse, timed, turn_away};
use crate::places::Place;
use crate::shared::Shared;
use crate::tls::{self, Tls};

const NO_TLS: &str = "This port speaks TLS; ask it by https.";

/// What a client has turned out to speak.
enum Spoken {
    Tls(Box<TlsStream<Timed<TcpStream>>>),
    Http(TcpStream),
}

/// Attends to a connection that has a place, and tells another that there is none.
pub(crate) async fn meet(shared: Arc<Shared>, tls: &Tls, place: Option<Place>, stream: TcpStream) {
    let Some(place) = place else {
        return turn_away(&shared, tls.accept(stream)).await;
    };
    place.watch().find_nothing();
    let mut end = shared.end.subscribe();
    let time = shared.limits.head_time.min(shared.limits.life);
    let spoken = tokio::select! {
        spoken = timeout(time, listen(&shared, tls, stream)) => spoken,
        () = place.watch().is_shed() => {
            shared.observe.refused(ProblemKind::Busy);
            return;
        }
        // Nothing has been asked, so nobody misses an answer.
        _ = end.wait_for(|phase| phase.is_closing()) => return,
    };
    match spoken {
        Ok(Ok(Spoken::Tls(stream))) => converse(shared, place, stream).await,
        Ok(Ok(Spoken::Http(stream))) => {
            drop(place);
            refuse(&shared, ready(Ok(stream)), ProblemKind::BadRequest, NO_TLS).await;
        }
        // Who has left, is too slow or speaks something else has no common language to be told in.
        _ => {}
    }
}

async fn listen(shared: &Shared, tls: &Tls, stream: TcpStream) -> io::Result<Spoken> {
    if tls::is_absent(&stream).await? {
        return Ok(Spoken::Http(stream));
    }
    let stream = tls.accept(timed(stream, &shared.limits)).await?;
    Ok(Spoken::Tls(Box::new(stream)))
}
