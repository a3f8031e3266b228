//! Who is at the other end.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::HeaderMap;

/// How many bits of an IPv6 address belong to its holder: whoever has one has all of its network.
const NETWORK: u32 = 64;

/// An address to count by; none where there is only one peer, as on a Unix domain socket.
pub(crate) type Peer = Option<IpAddr>;

/// The address to count by of an address.
pub(crate) fn of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let host = u128::MAX >> NETWORK;
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !host))
        }
        address => address,
    }
}

/// Whom a trusted proxy speaks for: the last address of `X-Forwarded-For`, which the proxy itself has
/// written; what stands before it is the client's own word.
pub(crate) fn forwarded(headers: &HeaderMap) -> Peer {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    let last = last.to_str().ok()?.rsplit(',').next()?.trim();
    last.parse().ok().map(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_network_is_one_peer_and_a_mapped_address_is_the_address() {
        let of = |text: &str| of(text.parse().unwrap_or(IpAddr::V4([0, 0, 0, 0].into())));
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:1"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    }

    #[test]
    fn the_proxy_is_believed_and_the_client_is_not() {
        let mut headers = HeaderMap::new();
        let values = ["198.51.100.1", "203.0.113.9, 192.0.2.7"];
        for value in values {
            headers.append("x-forwarded-for", axum::http::HeaderValue::from_static(value));
        }
        assert_eq!(forwarded(&headers), "192.0.2.7".parse().ok());
    }
}
