//! What it means that an optional member is null.

use crate::shape::{Definitions, Kind, Presence, Usage};

/// Tells null from absence. In a contract both mean that nothing is set; elsewhere what was read is to be written again.
pub(crate) fn tell_from_null(definitions: &mut Definitions) {
    for definition in definitions.values_mut() {
        let Kind::Object(object) = &mut definition.kind else { continue };
        for member in object.members.values_mut() {
            let nullable = matches!(member.usage, Usage::Nullable(_));
            if nullable && member.presence == Presence::Optional {
                member.presence = Presence::OptionalOrNull;
            }
        }
    }
}
