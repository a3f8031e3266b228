//! The certificates and the key by which a server proves who it is.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::pem::{self, PemObject as _};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::ParsedCertificate;
use tokio_rustls::rustls::sign::{CertifiedKey, SigningKey, SingleCertAndKey};
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tokio_rustls::{Accept, TlsAcceptor};

use crate::error::{Error, Problem};

/// What a server speaks TLS with, versions 1.2 and 1.3: its certificates and its key.
///
/// ```
/// use exact_schema_http::Tls;
///
/// let error = Tls::read("missing.pem".as_ref(), "key.pem".as_ref()).unwrap_err();
/// assert!(error.to_string().starts_with("cannot read the certificates missing.pem: "));
/// ```
#[derive(Clone)]
pub struct Tls(TlsAcceptor);

impl Tls {
    /// Reads PEM files: the chain of certificates, that of the server first, and its private key, as PKCS#8,
    /// SEC1 or PKCS#1.
    ///
    /// # Errors
    ///
    /// Names the file that cannot be read or is something else than it should be, or says that the key is of
    /// another certificate.
    pub fn read(certificates: &Path, key: &Path) -> Result<Self, Error> {
        // Said here and not left to the process, in which another library may have chosen another.
        let provider = Arc::new(ring::default_provider());
        let chain = read_chain(certificates)?;
        let signing = read_key(key, &provider)?;
        let certified = CertifiedKey::new(chain, signing);
        if certified.keys_match().is_err() {
            let certificates = certificates.to_owned();
            return Err(Problem::OtherKey { certificates, key: key.to_owned() }.into());
        }
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&TLS13, &TLS12])
            .map_err(Problem::Tls)?
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(SingleCertAndKey::from(certified)));
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self(TlsAcceptor::from(Arc::new(config))))
    }

    /// Begins to speak TLS on a stream.
    pub(crate) fn accept<S>(&self, stream: S) -> Accept<S>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        self.0.accept(stream)
    }
}

/// Nothing of a key is ever shown.
impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls").finish_non_exhaustive()
    }
}

/// Whether a client speaks HTTP without TLS: every request begins with a capital letter, and no handshake does.
pub(crate) async fn is_absent(stream: &TcpStream) -> std::io::Result<bool> {
    let mut first = [0];
    let seen = stream.peek(&mut first).await?;
    Ok(first.get(..seen).is_some_and(|it| it.iter().any(u8::is_ascii_uppercase)))
}

fn read_chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, Error> {
    let cause = |cause| Problem::Read { what: "the certificates", path: path.to_owned(), cause };
    let text = std::fs::read(path).map_err(cause)?;
    let other = |found: String| Problem::Certificates { path: path.to_owned(), found };
    let chain = CertificateDer::pem_slice_iter(&text)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| other("PEM that is broken".to_owned()))?;
    if chain.is_empty() {
        return Err(other("none".to_owned()).into());
    }
    for (place, certificate) in (1..).zip(&chain) {
        if ParsedCertificate::try_from(certificate).is_err() {
            let found = format!("something else in the place of certificate {place}");
            return Err(other(found).into());
        }
    }
    Ok(chain)
}

fn read_key(path: &Path, provider: &CryptoProvider) -> Result<Arc<dyn SigningKey>, Error> {
    let cause = |cause| Problem::Read { what: "the key", path: path.to_owned(), cause };
    let text = std::fs::read(path).map_err(cause)?;
    let other = |found| Problem::Key { path: path.to_owned(), found };
    let is_encrypted = text.windows(b"ENCRYPTED".len()).any(|it| it == b"ENCRYPTED");
    let key = PrivateKeyDer::from_pem_slice(&text).map_err(|error| {
        other(match error {
            _ if is_encrypted => "an encrypted one; decrypt it with `openssl pkey`",
            pem::Error::NoItemsFound => "none",
            _ => "PEM that is broken",
        })
    })?;
    let signing = provider.key_provider.load_private_key(key);
    Ok(signing.map_err(|_| {
        other(if is_encrypted {
            "an encrypted one; decrypt it with `openssl pkey`"
        } else {
            "one that is broken or of another kind"
        })
    })?)
}
