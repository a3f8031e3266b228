//! The Merkle tree of [RFC 6962](https://www.rfc-editor.org/rfc/rfc6962#section-2.1), with SHA-256.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use sha2::Sha256;

/// The tree of these leaves.
pub(crate) fn tree(
    leaves: impl IntoIterator<Item = impl AsRef<[u8]>>,
) -> MemoryBackedTree<Sha256, Vec<u8>> {
    let mut tree = MemoryBackedTree::new();
    for leaf in leaves {
        tree.push(leaf.as_ref().to_vec());
    }
    tree
}

/// The root of the tree of these leaves. Of none it is the SHA-256 of nothing.
pub(crate) fn root(leaves: impl IntoIterator<Item = impl AsRef<[u8]>>) -> [u8; 32] {
    (*tree(leaves).root().as_bytes()).into()
}
