//! From a JSON text to its RFC 8785 form, without a value in between: what is canonical already is copied.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::mem;
use std::ops::Range;

use exact_schema_json::pointer;

use super::number::{Number, canonical_end};
use super::{MEMBER, SealError};
use crate::text::{Quoted, behind_value, name_at, quoted, skip_space};

/// The canonical form of a document.
pub struct Canonical<'t> {
    /// All of it but the seal.
    pub form: Vec<u8>,
    /// The seal that the document bears, as it is spelled; nothing where that is null.
    pub borne: Option<Cow<'t, str>>,
    /// Where the text has the value of the seal, even where that is null.
    pub place: Option<Range<usize>>,
    /// Behind what the text has as the last thing of the document: its `}` stands here, but for white space.
    pub end: usize,
    /// Whether the document has a member, the seal included.
    pub has_members: bool,
}

impl<'t> Canonical<'t> {
    /// Of a text that is I-JSON.
    pub fn of(text: &'t str) -> Result<Self, SealError> {
        let start = skip_space(text, 0);
        if !text[start..].starts_with('{') {
            return Err(SealError::NotAnObject);
        }
        let form = Vec::with_capacity(text.len());
        let mut writer = Writer {
            text,
            at: start,
            way: Vec::new(),
            form,
            members: Vec::new(),
            aside: Vec::new(),
            last: Layout::default(),
            layouts: 0,
            place: None,
            end: start + 1,
        };
        writer.object()?;
        let Writer { form, place, end, .. } = writer;
        let borne = place.clone().and_then(|it| match &text[it.clone()] {
            "null" => None,
            spelled if spelled.starts_with('"') => Some(name_at(text, it.start, it.end)),
            spelled => Some(Cow::Borrowed(spelled)),
        });
        let has_members = end > start + 1;
        Ok(Self { form, borne, place, end, has_members })
    }
}

struct Writer<'t> {
    text: &'t str,
    at: usize,
    way: Vec<Token>,
    form: Vec<u8>,
    /// The members of the objects that are open, as far as they were met.
    members: Vec<Member>,
    /// Room to put members into order.
    aside: Vec<u8>,
    /// The object that was closed last: those of a list are alike.
    last: Layout,
    /// How many layouts there were.
    layouts: usize,
    place: Option<Range<usize>>,
    end: usize,
}

/// A step on the way to a value.
#[derive(Clone)]
enum Token {
    /// Where the name stands in the text.
    Name(Range<usize>),
    Index(usize),
}

/// A member that was met.
#[derive(Clone)]
struct Member {
    /// Where its name stands in the text, with its quotation marks.
    name: Range<usize>,
    /// Whether the name is ASCII, and written as it is meant.
    is_plain: bool,
    source: Source,
}

/// Where the canonical form of a member is.
#[derive(Clone)]
enum Source {
    /// In the text, name and value.
    Text(Range<usize>),
    /// In the form, name and value with a comma behind them, where they do not stay.
    Form(Range<usize>),
}

impl<'t> Writer<'t> {
    fn value(&mut self) -> Result<(), SealError> {
        match self.text.as_bytes().get(self.at) {
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b'"') => {
                let string = quoted(self.text, self.at);
                self.string(string);
                self.at = string.end;
                Ok(())
            }
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => {
                let end = behind_value(self.text, self.at);
                self.form.extend_from_slice(&self.text.as_bytes()[self.at..end]);
                self.at = end;
                Ok(())
            }
        }
    }

    fn array(&mut self) -> Result<(), SealError> {
        self.form.push(b'[');
        self.way.push(Token::Index(0));
        let mut index = 0;
        while self.is_another(index == 0) {
            if index > 0 {
                self.form.push(b',');
            }
            if let Some(token) = self.way.last_mut() {
                *token = Token::Index(index);
            }
            self.value()?;
            index += 1;
        }
        self.way.pop();
        self.form.push(b']');
        Ok(())
    }

    fn object(&mut self) -> Result<(), SealError> {
        let is_document = self.way.is_empty();
        self.form.push(b'{');
        let (start, first) = (self.form.len(), self.members.len());
        let layout = self.layouts;
        let mut is_first = true;
        // Whether all names were those of the object before, in its order.
        let mut is_alike = true;
        while self.is_another(is_first) {
            is_first = false;
            let known = match self.layouts == layout {
                true => self.last.name_at(self.text, self.at, self.members.len() - first),
                false => None,
            };
            is_alike &= known.is_some();
            let (name, is_plain, has_escape) = known.unwrap_or_else(|| {
                let string = quoted(self.text, self.at);
                let name = self.at..string.end;
                let is_plain = !string.has_escape && self.text[name.clone()].is_ascii();
                (name, is_plain, string.has_escape)
            });
            // Behind the colon.
            self.at = skip_space(self.text, skip_space(self.text, name.end) + 1);
            if is_document && name_at(self.text, name.start, name.end) == MEMBER {
                // Whatever stands there is none of what is sealed.
                let value = self.at..behind_value(self.text, self.at);
                (self.at, self.end) = (value.end, value.end);
                self.place = Some(value);
                is_alike = false;
                continue;
            }
            let source = self.member(&name, has_escape)?;
            if is_document {
                self.end = self.at;
            }
            self.members.push(Member { name, is_plain, source });
        }
        is_alike &= self.layouts == layout && self.last.names.len() == self.members.len() - first;
        if !is_alike {
            self.last = Layout::of(self.text, &self.members[first..]);
            self.layouts += 1;
        }
        self.put(start, first);
        self.form.push(b'}');
        Ok(())
    }

    /// Finds the canonical form of the member of that name, whose value stands here.
    fn member(&mut self, name: &Range<usize>, has_escape: bool) -> Result<Source, SealError> {
        let is_close = !has_escape && self.at == name.end + 1;
        if let Some(end) = self.canonical_end().filter(|_| is_close) {
            self.at = end;
            return Ok(Source::Text(name.start..end));
        }
        let written = self.form.len();
        let value = self.at;
        self.at = name.start;
        self.string(Quoted { end: name.end, has_escape });
        self.at = value;
        self.form.push(b':');
        self.way.push(Token::Name(name.clone()));
        self.value()?;
        self.way.pop();
        self.form.push(b',');
        Ok(Source::Form(written..self.form.len()))
    }

    /// The end of the value that stands here, where that is a scalar whose text is its canonical form.
    fn canonical_end(&self) -> Option<usize> {
        match self.text.as_bytes().get(self.at) {
            Some(b'{' | b'[') => None,
            Some(b'"') => {
                let Quoted { end, has_escape } = quoted(self.text, self.at);
                (!has_escape).then_some(end)
            }
            Some(b'-' | b'0'..=b'9') => canonical_end(self.text.as_bytes(), self.at),
            _ => Some(behind_value(self.text, self.at)),
        }
    }

    /// Puts the members from the `first` on, some of which were written from `start` on, where they belong.
    fn put(&mut self, start: usize, first: usize) {
        let members = &self.members[first..];
        let is_written = |(index, place): (usize, &usize)| {
            index == *place
                && matches!(members.get(index), Some(Member { source: Source::Form(_), .. }))
        };
        if self.last.places.iter().enumerate().all(is_written) {
            return self.close(first);
        }
        let from = self.set_aside(start);
        for &place in &self.last.places {
            match &self.members[first + place].source {
                Source::Text(at) => {
                    self.form.extend_from_slice(&self.text.as_bytes()[at.clone()]);
                    self.form.push(b',');
                }
                Source::Form(at) => {
                    self.form.extend_from_slice(&self.aside[at.start - from..at.end - from]);
                }
            }
        }
        self.close(first);
    }

    /// Takes what is written from `start` on out of the form, and says from where on it is aside. What is shorter is
    /// copied: it, or what stands before it.
    fn set_aside(&mut self, start: usize) -> usize {
        self.aside.clear();
        if self.form.len() - start <= start {
            self.aside.extend_from_slice(&self.form[start..]);
            self.form.truncate(start);
            return start;
        }
        self.aside.reserve(self.text.len());
        self.aside.extend_from_slice(&self.form[..start]);
        mem::swap(&mut self.form, &mut self.aside);
        0
    }

    /// Forgets the members from the `first` on, which are written.
    fn close(&mut self, first: usize) {
        if self.members.len() > first {
            // The comma behind the last one.
            self.form.pop();
        }
        self.members.truncate(first);
    }

    /// Whether there is another item or member, before which it then stands.
    fn is_another(&mut self, is_first: bool) -> bool {
        let bytes = self.text.as_bytes();
        if is_first {
            // Behind the opening bracket.
            self.at += 1;
        }
        self.at = skip_space(self.text, self.at);
        let is_another = match bytes.get(self.at) {
            Some(b',') => {
                self.at = skip_space(self.text, self.at + 1);
                true
            }
            Some(b'}' | b']') | None => false,
            Some(_) => true,
        };
        if !is_another {
            self.at += 1;
        }
        is_another
    }

    /// Writes the string that stands here.
    fn string(&mut self, Quoted { end, has_escape }: Quoted) {
        if !has_escape {
            return self.form.extend_from_slice(&self.text.as_bytes()[self.at..end]);
        }
        let string = name_at(self.text, self.at, end);
        #[expect(clippy::expect_used, reason = "a string is written to memory")]
        serde_json::to_writer(&mut self.form, &string).expect("a string is JSON");
    }

    fn number(&mut self) -> Result<(), SealError> {
        let end = behind_value(self.text, self.at);
        let number = Number::exact(&self.text[self.at..end]);
        let number = number.ok_or_else(|| SealError::InexactNumber { pointer: self.pointer() })?;
        number.write(&mut self.form);
        self.at = end;
        Ok(())
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for token in &self.way {
            match token {
                Token::Name(at) => {
                    pointer::push(&mut pointer, &name_at(self.text, at.start, at.end));
                }
                Token::Index(index) => pointer::push(&mut pointer, &index.to_string()),
            }
        }
        pointer
    }
}

/// The names of an object's members, and their order.
#[derive(Default)]
struct Layout {
    /// The names in the order of the text, as they are spelled there, and whether each is plain.
    names: Vec<(Range<usize>, bool)>,
    /// Which of them comes where.
    places: Vec<usize>,
}

impl Layout {
    fn of(text: &str, members: &[Member]) -> Self {
        let mut places: Vec<usize> = (0..members.len()).collect();
        places.sort_unstable_by(|one, other| order(text, &members[*one], &members[*other]));
        Self { names: members.iter().map(|it| (it.name.clone(), it.is_plain)).collect(), places }
    }

    /// The name that stands at a place of the text, whether it is plain, and whether it has escapes, where it is
    /// spelled like that of the member at `index`.
    fn name_at(&self, text: &str, at: usize, index: usize) -> Option<(Range<usize>, bool, bool)> {
        let (name, is_plain) = self.names.get(index).filter(|(_, is_plain)| *is_plain)?;
        let end = at + name.len();
        let is_alike = text.as_bytes().get(at..end) == Some(&text.as_bytes()[name.clone()]);
        is_alike.then_some((at..end, *is_plain, false))
    }
}

/// The order of members in RFC 8785: by the UTF-16 code units of their names.
fn order(text: &str, one: &Member, other: &Member) -> Ordering {
    let bytes = text.as_bytes();
    if one.is_plain && other.is_plain {
        // Without the quotation marks, of which the last is less than many a character.
        let name = |it: &Member| &bytes[it.name.start + 1..it.name.end - 1];
        return name(one).cmp(name(other));
    }
    let name = |it: &Member| name_at(text, it.name.start, it.name.end);
    name(one).encode_utf16().cmp(name(other).encode_utf16())
}
