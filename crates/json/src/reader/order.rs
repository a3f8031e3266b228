//! In which order the members of an object came the last time.

/// What stands before the first member.
pub(super) const START: usize = 0;
/// Not seen yet.
const UNKNOWN: u8 = u8::MAX;

/// For each kind of object, known by its list of names, which member followed which.
#[derive(Default)]
pub(super) struct Orders(Vec<Order>);

struct Order {
    names: &'static [&'static str],
    /// At 0 the first member, at `n + 1` the one that followed the member `n`.
    followers: Vec<u8>,
}

impl Orders {
    /// The order of objects with these names; none where there are no names, or too many.
    pub(super) fn of(&mut self, names: &'static [&'static str]) -> Option<usize> {
        if names.is_empty() || names.len() >= usize::from(UNKNOWN) {
            return None;
        }
        let known = self.0.iter().position(|order| std::ptr::eq(order.names, names));
        Some(known.unwrap_or_else(|| {
            self.0.push(Order { names, followers: vec![UNKNOWN; names.len() + 1] });
            self.0.len() - 1
        }))
    }

    /// Which member followed `previous` the last time.
    #[inline]
    pub(super) fn expected(&self, order: usize, previous: usize) -> Option<usize> {
        let follower = self.0.get(order)?.followers.get(previous)?;
        (*follower != UNKNOWN).then_some(usize::from(*follower))
    }

    pub(super) fn learn(&mut self, order: usize, previous: usize, member: usize) {
        let slot = self.0.get_mut(order).and_then(|order| order.followers.get_mut(previous));
        if let (Some(slot), Ok(member)) = (slot, u8::try_from(member)) {
            *slot = member;
        }
    }
}
