//! An authority of the tests, and the certificates that it gives.

use std::path::PathBuf;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose,
};
use tempfile::TempDir;

/// A directory with the certificate of an authority, and with the chain and the key of a server on this
/// machine.
pub struct Authority {
    directory: TempDir,
}

impl Authority {
    pub fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let mut own = CertificateParams::default();
        own.distinguished_name.push(DnType::CommonName, "An authority of tests");
        own.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        own.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let authority = CertifiedIssuer::self_signed(own, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
        let server = CertificateParams::new(names).unwrap().signed_by(&key, &authority).unwrap();
        let this = Self { directory };
        std::fs::write(this.root(), authority.pem()).unwrap();
        std::fs::write(this.certificates(), server.pem() + &authority.pem()).unwrap();
        std::fs::write(this.key(), key.serialize_pem()).unwrap();
        this
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// What a client trusts.
    pub fn root(&self) -> PathBuf {
        self.path("root.pem")
    }

    /// The chain of the server.
    pub fn certificates(&self) -> PathBuf {
        self.path("certificates.pem")
    }

    /// The key of the server.
    pub fn key(&self) -> PathBuf {
        self.path("key.pem")
    }
}
