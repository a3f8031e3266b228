//! What the service does, told as OpenTelemetry has it.

use async_trait::async_trait;
use bytes::Bytes;
use exact_schema_commands::service::{Log, log, log_beside};
use http::{Request, Response};
use opentelemetry::trace::TracerProvider;
use opentelemetry_http::{HttpClient, HttpError};
use opentelemetry_otlp::{SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;

use super::Failure;

/// Whoever is told. What has not been sent when it is dropped is sent then.
pub struct Telemetry {
    provider: Option<SdkTracerProvider>,
    _log: Option<Log>,
}

impl Drop for Telemetry {
    fn drop(&mut self) {
        if let Some(provider) = &self.provider {
            // Nobody is left to be told that it failed.
            let _ = provider.shutdown();
        }
    }
}

/// Sends spans to an endpoint, if there is one, and writes the log, if that is asked for.
pub fn start(endpoint: Option<&str>, with_log: bool) -> Result<Telemetry, Failure> {
    let Some(endpoint) = endpoint else {
        return Ok(Telemetry { provider: None, _log: with_log.then(log) });
    };
    let exporter = SpanExporter::builder()
        .with_http()
        .with_http_client(Client(ureq::agent()))
        .with_endpoint(endpoint)
        .build()?;
    let resource = Resource::builder().with_service_name("export-bundles").build();
    let provider =
        SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("export-bundles"));
    Ok(Telemetry { provider: Some(provider), _log: Some(log_beside(with_log, layer)) })
}

/// The client that the program has, on the thread of the exporter.
#[derive(Debug)]
struct Client(ureq::Agent);

#[async_trait]
impl HttpClient for Client {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let response = self.0.run(request.map(|it| it.to_vec()))?;
        let (head, mut body) = response.into_parts();
        Ok(Response::from_parts(head, body.read_to_vec()?.into()))
    }
}
