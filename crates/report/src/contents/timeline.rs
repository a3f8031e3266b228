//! The run, drawn: its steps by time, what they used up, where the policy was broken.

use export_bundles::{StepStatus, Timestamp, TraceStepEvidence};
use export_bundles_document::{Anchor, Figure, Ink, Shape};

use super::run::Run;
use crate::format;

const WIDTH: f32 = 480.0;
const HEIGHT: f32 = 176.0;
/// Where the area of the curves begins and ends.
const LEFT: f32 = 50.0;
const RIGHT: f32 = WIDTH - 58.0;
const TOP: f32 = 20.0;
const BOTTOM: f32 = 122.0;
/// Where the strip of the steps stands.
const STRIP: f32 = 132.0;
const STRIP_HEIGHT: f32 = 10.0;
const SIZE: f32 = 7.5;
/// So many places along the time a step can stand at: beyond that nobody tells them apart.
const PLACES: usize = 360;

/// The timeline of the steps that are listed.
pub fn of(run: &Run<'_>) -> Option<Figure> {
    let time = Time::of(run.steps)?;
    let mut shapes = Vec::new();
    grid(run, &time, &mut shapes);
    let tokens: f64 = run.steps.iter().map(|it| as_number(it.tokens.get())).sum();
    let cents: f64 = run.steps.iter().map(|it| it.cost_cents.get()).sum();
    let of_tokens = curve(run.steps, &time, tokens, |it| as_number(it.tokens.get()));
    let of_cost = curve(run.steps, &time, cents, |it| it.cost_cents.get());
    // What was not used up, or not recorded, has no curve: it would say that somebody measured nothing.
    if cents > 0.0 {
        shapes.push(Shape::Line { points: of_cost, ink: Ink::Second, width: 1.4, is_dashed: true });
        cost_axis(cents, &mut shapes);
    }
    if tokens > 0.0 {
        let (points, ink) = (of_tokens, Ink::First);
        shapes.push(Shape::Line { points, ink, width: 1.4, is_dashed: false });
        token_axis(tokens, &mut shapes);
    }
    strip(run.steps, &time, &mut shapes);
    mark(run, &time, &mut shapes);
    Some(Figure {
        alternative: alternative(run),
        caption: caption(tokens > 0.0, cents > 0.0),
        width: WIDTH,
        height: HEIGHT,
        shapes,
    })
}

/// The time that the steps take, or their order where they take none.
struct Time {
    first: Timestamp,
    last: Timestamp,
    span: f64,
    count: usize,
}

impl Time {
    fn of(steps: &[TraceStepEvidence]) -> Option<Self> {
        let first = steps.iter().map(|it| it.timestamp).min()?;
        let last = steps.iter().map(|it| it.timestamp).max()?;
        let span = format::milliseconds_between(first, last).unwrap_or(0.0);
        Some(Self { first, last, span, count: steps.len() })
    }

    /// Where a step stands, as one of the places.
    fn place(&self, index: usize, at: Timestamp) -> usize {
        let share = match self.span > 0.0 {
            true => format::milliseconds_between(self.first, at).unwrap_or(0.0) / self.span,
            false => {
                as_number(index as u64) / as_number(self.count.saturating_sub(1).max(1) as u64)
            }
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of the places"
        )]
        let place = (share * as_number(PLACES as u64)).round() as usize;
        place.min(PLACES)
    }
}

fn x(place: usize) -> f32 {
    LEFT + (RIGHT - LEFT) * small(place) / small(PLACES)
}

#[expect(clippy::cast_precision_loss, reason = "places are few")]
fn small(number: usize) -> f32 {
    number as f32
}

#[expect(clippy::cast_precision_loss, reason = "a drawing needs no more")]
fn as_number(count: u64) -> f64 {
    count as f64
}

fn grid(run: &Run<'_>, time: &Time, shapes: &mut Vec<Shape>) {
    shapes.push(Shape::Box {
        x: LEFT,
        y: TOP,
        width: RIGHT - LEFT,
        height: BOTTOM - TOP,
        ink: Ink::Area,
    });
    for y in [TOP, f32::midpoint(TOP, BOTTOM), BOTTOM] {
        let points = vec![(LEFT, y), (RIGHT, y)];
        shapes.push(Shape::Line { points, ink: Ink::Grid, width: 0.5, is_dashed: false });
    }
    let y = STRIP + STRIP_HEIGHT + 18.0;
    let (first, last) = match time.span > 0.0 {
        true => (moment(time.first), moment(time.last)),
        false => (moment(time.first), format::counted(run.steps.len() as u64, "step")),
    };
    shapes.push(label(LEFT, y, Anchor::Start, first, Ink::Quiet));
    shapes.push(label(RIGHT, y, Anchor::End, last, Ink::Quiet));
}

fn moment(at: Timestamp) -> String {
    format!("{} UTC", format::exact_moment(at).chars().take(19).collect::<String>())
}

fn label(x: f32, y: f32, anchor: Anchor, text: String, ink: Ink) -> Shape {
    Shape::Label { x, y, anchor, text, ink, size: SIZE }
}

/// What has accumulated by each place where there is a step: it grows in steps, as what it shows does.
fn curve(
    steps: &[TraceStepEvidence],
    time: &Time,
    total: f64,
    of: impl Fn(&TraceStepEvidence) -> f64,
) -> Vec<(f32, f32)> {
    let mut used = vec![0.0; PLACES + 1];
    for (index, step) in steps.iter().enumerate() {
        used[time.place(index, step.timestamp)] += of(step);
    }
    let mut points = vec![(x(0), BOTTOM)];
    let (mut sum, mut before) = (0.0, BOTTOM);
    for (place, amount) in used.into_iter().enumerate() {
        sum += amount;
        if amount > 0.0 {
            let y = height(sum, total);
            points.extend([(x(place), before), (x(place), y)]);
            before = y;
        }
    }
    points.push((x(PLACES), before));
    points
}

fn height(sum: f64, total: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a share of the height")]
    let share = if total > 0.0 && total.is_finite() { (sum / total).min(1.0) as f32 } else { 0.0 };
    BOTTOM - share * (BOTTOM - TOP)
}

/// The heights at which an axis has a label, and the share of the whole that each stands for.
const LABELLED: [(f32, f64); 3] = [(TOP, 1.0), (f32::midpoint(TOP, BOTTOM), 0.5), (BOTTOM, 0.0)];

fn token_axis(tokens: f64, shapes: &mut Vec<Shape>) {
    for (y, share) in LABELLED {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a sum of counts"
        )]
        let text = format::count((tokens * share) as u64);
        shapes.push(label(LEFT - 5.0, y + 2.5, Anchor::End, text, Ink::First));
    }
    shapes.push(label(LEFT - 5.0, TOP - 9.0, Anchor::End, "tokens".to_owned(), Ink::First));
}

fn cost_axis(cents: f64, shapes: &mut Vec<Shape>) {
    for (y, share) in LABELLED {
        let text = format::money(cents * share);
        shapes.push(label(RIGHT + 5.0, y + 2.5, Anchor::Start, text, Ink::Second));
    }
    shapes.push(label(RIGHT + 5.0, TOP - 9.0, Anchor::Start, "cost".to_owned(), Ink::Second));
}

fn caption(has_tokens: bool, has_cost: bool) -> String {
    let curves = match (has_tokens, has_cost) {
        (true, true) => {
            "Tokens (line, left) and cost (dashes, right) as they accumulate; below, the steps"
        }
        (true, false) => "Tokens as they accumulate; below, the steps",
        (false, true) => "Cost (dashes, right) as it accumulates; below, the steps",
        (false, false) => "The steps",
    };
    format!("{curves}: a tick each, taller where a step is a warning or a violation.")
}

/// The steps, a tick at each place where there is one; the gravest of a place is seen.
fn strip(steps: &[TraceStepEvidence], time: &Time, shapes: &mut Vec<Shape>) {
    let mut gravest: Vec<Option<StepStatus>> = vec![None; PLACES + 1];
    for (index, step) in steps.iter().enumerate() {
        let place = &mut gravest[time.place(index, step.timestamp)];
        if place.is_none_or(|before| grave(step.status) > grave(before)) {
            *place = Some(step.status);
        }
    }
    let ticks = gravest.into_iter().enumerate();
    shapes.extend(ticks.filter_map(|(place, status)| {
        let (ink, height) = match status? {
            StepStatus::Ok => (Ink::Quiet, STRIP_HEIGHT * 0.5),
            StepStatus::Warning => (Ink::Warning, STRIP_HEIGHT * 0.8),
            StepStatus::Violation => (Ink::Bad, STRIP_HEIGHT),
        };
        let y = STRIP + STRIP_HEIGHT - height;
        Some(Shape::Box { x: x(place) - 0.6, y, width: 1.2, height, ink })
    }));
}

fn grave(status: StepStatus) -> u8 {
    match status {
        StepStatus::Ok => 0,
        StepStatus::Warning => 1,
        StepStatus::Violation => 2,
    }
}

/// Where the policy was broken.
fn mark(run: &Run<'_>, time: &Time, shapes: &mut Vec<Shape>) {
    let found = run.steps.iter().enumerate().find(|(_, step)| step.is_inflection);
    let Some((index, step)) = found else { return };
    let at = x(time.place(index, step.timestamp));
    let points = vec![(at, TOP - 6.0), (at, STRIP + STRIP_HEIGHT)];
    shapes.push(Shape::Line { points, ink: Ink::Bad, width: 0.9, is_dashed: false });
    let points = vec![(at - 3.5, TOP - 10.0), (at + 3.5, TOP - 10.0), (at, TOP - 4.0)];
    shapes.push(Shape::Corners { points, ink: Ink::Bad });
    let text = format!("policy broken, step {}", step.step_index.get());
    let is_left = at > f32::midpoint(LEFT, RIGHT);
    let (from, anchor) = if is_left { (at - 6.0, Anchor::End) } else { (at + 6.0, Anchor::Start) };
    shapes.push(label(from, TOP - 5.0, anchor, text, Ink::Bad));
}

/// What the drawing shows, in words.
fn alternative(run: &Run<'_>) -> String {
    let steps = format::counted(run.steps.len() as u64, "step");
    let times = match (run.steps.first(), run.steps.last()) {
        (Some(first), Some(last)) => {
            format!(
                " from {} to {}",
                format::moment(first.timestamp),
                format::moment(last.timestamp)
            )
        }
        _ => String::new(),
    };
    let broken = match run.violation() {
        Some(step) => format!(
            " Step {} broke the policy at {}.",
            step.step_index.get(),
            format::time_of_day(step.timestamp)
        ),
        None => " No step is marked as the one that broke a policy.".to_owned(),
    };
    format!(
        "Timeline of {steps}{times}: tokens grow to {}, cost to {}.{broken}",
        format::count(run.total_tokens.get()),
        format::money(run.total_cost_cents.get())
    )
}
