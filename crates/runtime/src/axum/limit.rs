//! How large a body may be.

/// How many bytes of a body are read at most: 8 MiB where a route has no [`Extension`] that says
/// another number.
///
/// ```
/// use axum::routing::post;
/// use axum::{Extension, Router};
/// use exact_schema_runtime::axum::{BodyLimit, Payload};
/// use parcel_events::ParcelEvent;
///
/// async fn event(Payload(_event): Payload<ParcelEvent>) {}
///
/// // An event has a handful of members.
/// let app: Router =
///     Router::new().route("/v1/events", post(event)).layer(Extension(BodyLimit(64 << 10)));
/// ```
///
/// The limit is enforced while reading: no more than that is ever held. axum's own
/// `DefaultBodyLimit` does not apply, because it is not for other extractors to read; the
/// `RequestBodyLimitLayer` of `tower-http` does, and is answered in the same way.
///
/// [`Extension`]: https://docs.rs/axum/0.8/axum/struct.Extension.html
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyLimit(pub usize);

impl Default for BodyLimit {
    fn default() -> Self {
        Self(8 << 20)
    }
}
