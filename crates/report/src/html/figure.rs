//! Drawings, as SVG.

use export_bundles_document::{Anchor, Figure, Ink, Shape};
use maud::{Markup, html};

/// A drawing, with the line below it.
pub fn figure(figure: &Figure) -> Markup {
    html! {
        figure {
            svg viewBox={ "0 0 " (at(figure.width)) " " (at(figure.height)) } role="img"
                aria-label=(figure.alternative) {
                @for it in &figure.shapes { (shape(it)) }
            }
            figcaption { (figure.caption) }
        }
    }
}

fn shape(shape: &Shape) -> Markup {
    match shape {
        Shape::Box { x, y, width, height, ink } => html! {
            rect.(fill(*ink)) x=(at(*x)) y=(at(*y)) width=(at(*width)) height=(at(*height)) {}
        },
        Shape::Line { points: all, ink, width, is_dashed } => html! {
            polyline.(stroke(*ink)) points=(points(all)) stroke-width=(at(*width))
                stroke-dasharray=[is_dashed.then_some("3 2")] {}
        },
        Shape::Corners { points: all, ink } => {
            html! { polygon.(fill(*ink)) points=(points(all)) {} }
        }
        Shape::Label { x, y, anchor, text, ink, size } => html! {
            text.(fill(*ink)) x=(at(*x)) y=(at(*y)) font-size=(at(*size)) text-anchor=(anchored(*anchor)) {
                (text)
            }
        },
    }
}

/// A coordinate: a hundredth of a point is more than anybody sees.
fn at(number: f32) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn points(points: &[(f32, f32)]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", at(*x), at(*y))).collect::<Vec<_>>().join(" ")
}

fn anchored(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    }
}

fn fill(ink: Ink) -> &'static str {
    match ink {
        Ink::Text => "fill-text",
        Ink::Quiet => "fill-quiet",
        Ink::Grid => "fill-grid",
        Ink::First => "fill-first",
        Ink::Second => "fill-second",
        Ink::Warning => "fill-warning",
        Ink::Bad => "fill-bad",
        Ink::Area => "fill-area",
    }
}

fn stroke(ink: Ink) -> &'static str {
    match ink {
        Ink::Text => "stroke-text",
        Ink::Quiet => "stroke-quiet",
        Ink::Grid => "stroke-grid",
        Ink::First => "stroke-first",
        Ink::Second => "stroke-second",
        Ink::Warning => "stroke-warning",
        Ink::Bad => "stroke-bad",
        Ink::Area => "stroke-area",
    }
}
