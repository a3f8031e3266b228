//! The module of defaults, as typify writes it.

use syn::visit_mut::{self, VisitMut};
use syn::{Item, ItemMod, parse_quote};

use super::spelling::Spelling;

/// Finishes the module: it names types of ours, and what it names of Rust a schema may have given to a
/// type of its own.
pub(super) fn finish(module: &mut ItemMod, spelling: &Spelling) {
    Standard.visit_item_mod_mut(module);
    spelling.shortening().visit_item_mod_mut(module);
    if let Some((_, items)) = &mut module.content {
        // A module of numbers and strings names no type.
        let import: Item = parse_quote!(
            #[allow(unused_imports)]
            use super::*;
        );
        items.insert(0, import);
    }
    module.attrs.push(parse_quote!(
        #[allow(clippy::unwrap_used, reason = "the schemas accept their defaults")]
    ));
}

/// What typify refers to by names that a schema may give to a type of its own.
struct Standard;

impl VisitMut for Standard {
    fn visit_expr_path_mut(&mut self, expression: &mut syn::ExprPath) {
        let path = &mut expression.path;
        if path.is_ident("Some") || path.is_ident("None") {
            *path = parse_quote!(::std::option::Option::#path);
        } else if path.leading_colon.is_none()
            && path.segments.first().is_some_and(|it| it.ident == "Default")
        {
            *path = parse_quote!(::std::default::#path);
        }
        visit_mut::visit_expr_path_mut(self, expression);
    }
}
