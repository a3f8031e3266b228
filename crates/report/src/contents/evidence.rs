//! The evidence: what happened, by whom it is vouched for, and every step.

use export_bundles::{DocumentType, EvidenceBundle};
use export_bundles_document::{Block, Document, Fact, Text};

use super::run::Run;
use super::{begun, check, glossary, policy, steps, timeline, verdict};
use crate::format;
use crate::subject::Subject;

/// The report of an evidence bundle.
pub fn document<'a>(run: &Run<'a>, subject: &Subject<'a>) -> Document<'a> {
    let mut document = begun("Evidence of a run", run.bundle_id, run.created_at, subject);
    document.subtitle = subtitle(run);
    document.head = Text::plain("Evidence of a run").and(&sound(subject));
    document.author = Some(run.exported_by.as_str().to_owned());
    let told = [Block::heading(1, "What happened"), Block::Paragraph(happened(run))];
    // What cannot be relied on says so before it says anything else.
    if subject.is_sound {
        document.blocks.extend(told);
        document.blocks.push(verdict::of(subject));
    } else {
        document.blocks.push(verdict::of(subject));
        document.blocks.extend(told);
    }
    document.blocks.extend(sections(run, subject));
    document.blocks.extend(glossary::of(DocumentType::of::<EvidenceBundle>()));
    document
}

/// What stands on every page of the verdict. Silence is for what is sound.
pub fn sound(subject: &Subject<'_>) -> String {
    if subject.is_sound { String::new() } else { " – NOT SOUND".to_owned() }
}

/// What a report is about, in a line.
pub fn subtitle(run: &Run<'_>) -> Text {
    let policy = run.policy().map_or_else(String::new, |policy| format!("{policy} · "));
    Text::plain(&policy).and(&format!("bundle made on {}", format::moment(run.created_at)))
}

/// Everything that tells of the run, after the verdict.
pub fn sections<'a>(run: &Run<'a>, subject: &Subject<'a>) -> Vec<Block<'a>> {
    let mut blocks = vec![Block::heading(1, "The run at a glance"), Block::Facts(glance(run))];
    blocks.extend(timeline::of(run).map(Block::Figure));
    blocks.extend(policy::of(run.policy_context));
    blocks.extend(steps::of(run));
    blocks.extend(check::of(subject));
    blocks.extend([Block::heading(1, "Where this comes from"), Block::Facts(origin(run))]);
    blocks
}

/// What happened, in two sentences.
pub fn happened(run: &Run<'_>) -> Text {
    Text::plain(&violation(run)).and(" ").and(&course(run))
}

fn violation(run: &Run<'_>) -> String {
    let context = run.policy_context;
    let when = run.violated_at().map(|at| format!("On {}", on(&format::moment(at))));
    let step = run.violation_index().map(|index| match run.violation() {
        Some(step) => format!("step {} ({})", index.get(), step.step_type.as_str()),
        None => format!("step {}", index.get()),
    });
    let agent = run.agent_id.map(|id| format!(" of the agent {}", id.as_str())).unwrap_or_default();
    let who = step.map_or(format!("a run{agent}"), |step| format!("{step} of a run{agent}"));
    let policy = run.policy().map(|policy| format!("broke the policy “{policy}”"));
    let Some(policy) = policy.or_else(|| when.is_some().then(|| "broke a policy".to_owned()))
    else {
        return format!("This is the record of a run{agent}; it names no policy that was broken.");
    };
    let values = match (&context.actual_value, &context.threshold_value) {
        (Some(actual), Some(limit)) => format!(": {actual} against a limit of {limit}"),
        (Some(actual), None) => format!(": {actual}"),
        (None, Some(limit)) => format!(", whose limit is {limit}"),
        (None, None) => String::new(),
    };
    match when {
        Some(when) => format!("{when}, {who} {policy}{values}."),
        None => format!("{} {policy}{values}.", capital(&who)),
    }
}

/// A moment within a sentence.
fn on(moment: &str) -> String {
    moment.replace(", ", " at ")
}

fn course(run: &Run<'_>) -> String {
    let took = format!(
        "{}, {} and {}",
        format::counted(run.total_steps.get(), "step"),
        format::counted(run.total_tokens.get(), "token"),
        format::money(run.total_cost_cents.get())
    );
    let ended = match (run.run_completed_at, run.termination_reason) {
        (Some(at), Some(why)) => {
            format!(", and ended on {} ({})", on(&format::moment(at)), format::words(why.as_str()))
        }
        (Some(at), None) => format!(", and ended on {}", on(&format::moment(at))),
        (None, Some(why)) => format!(", and ended ({})", format::words(why.as_str())),
        (None, None) => String::new(),
    };
    match run.run_started_at {
        Some(at) => format!("The run began on {}, took {took}{ended}.", on(&format::moment(at))),
        None => format!("The run took {took}{ended}."),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn glance(run: &Run<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut know = |name: &str, value: Option<String>| {
        facts.extend(value.map(|value| Fact::new(name, value)));
    };
    know("Goal", run.run_goal.filter(|goal| !goal.is_empty()).map(str::to_owned));
    know("Began", run.run_started_at.map(format::moment));
    know("Policy broken", run.violated_at().map(format::moment));
    know("Ended", run.run_completed_at.map(format::moment));
    know("Why it ended", run.termination_reason.map(|why| format::words(why.as_str())));
    let apart = run.run_started_at.zip(run.run_completed_at);
    let whole = apart.and_then(|(start, end)| format::milliseconds_between(start, end));
    know("From begin to end", whole.map(format::duration));
    know("Steps", Some(format::count(run.total_steps.get())));
    let busy = run.total_duration_ms.get();
    know(
        "Time in steps",
        Some(format!("{} ({} ms)", format::duration(busy), format::milliseconds(busy))),
    );
    know("Tokens", Some(format::count(run.total_tokens.get())));
    know("Cost", Some(format::money(run.total_cost_cents.get())));
    facts
}

/// Who made the bundle, of what.
fn origin(run: &Run<'_>) -> Vec<Fact> {
    let mut facts = vec![
        Fact::new("Made", format::moment(run.created_at)),
        Fact::new("Exported by", Text::code(run.exported_by.as_str())),
    ];
    if let Some(reason) = run.export_reason.filter(|reason| !reason.is_empty()) {
        facts.push(Fact::new("Reason", reason));
    }
    facts.push(Fact::new("Bundle", Text::code(run.bundle_id)));
    let mut know = |name: &str, id: Option<&str>, unknown: &str| {
        facts.push(Fact::new(name, id.map_or(Text::quiet(unknown), Text::code)));
    };
    know("Incident", run.incident_id.map(|id| id.as_str()), "no incident was opened");
    know("Run", run.run_id(), "not recorded");
    know("Trace", Some(run.trace_id.as_str()), "");
    know("Tenant", Some(run.tenant_id.as_str()), "");
    know("Agent", run.agent_id.map(|id| id.as_str()), "no registered agent");
    facts
}
