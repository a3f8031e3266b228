//! From a JSON text to its RFC 8785 form, without a value in between: what is canonical already is copied.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use exact_schema_json::pointer;

use super::number::Number;
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
            sorted: Vec::new(),
            last: Sorted::default(),
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
    /// The members that are written of the objects that are open.
    members: Vec<Member>,
    /// Room to put members into order.
    sorted: Vec<u8>,
    /// The object that was put into order last: those of a list are alike.
    last: Sorted,
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

/// A member that is written.
struct Member {
    /// Where its name stands in the text, with its quotation marks.
    name: Range<usize>,
    /// Whether the name is ASCII, and written as it is meant.
    is_plain: bool,
    /// Where the member stands in the form, with a comma behind it.
    written: Range<usize>,
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
        let mut is_first = true;
        while self.is_another(is_first) {
            is_first = false;
            let string = quoted(self.text, self.at);
            let name = self.at..string.end;
            let is_plain = !string.has_escape && self.text[name.clone()].is_ascii();
            let written = self.form.len();
            self.string(string);
            self.form.push(b':');
            // Behind the colon.
            self.at = skip_space(self.text, skip_space(self.text, name.end) + 1);
            if is_document && name_at(self.text, name.start, name.end) == MEMBER {
                let value = self.at..behind_value(self.text, self.at);
                (self.at, self.end) = (value.end, value.end);
                self.place = Some(value);
                // Whatever stands there is none of what is sealed.
                self.form.truncate(written);
                continue;
            }
            self.way.push(Token::Name(name.clone()));
            self.value()?;
            self.way.pop();
            if is_document {
                self.end = self.at;
            }
            self.form.push(b',');
            let written = written..self.form.len();
            self.members.push(Member { name, is_plain, written });
        }
        self.sort(start, first);
        if self.members.len() > first {
            // The comma behind the last one.
            self.form.pop();
        }
        self.members.truncate(first);
        self.form.push(b'}');
        Ok(())
    }

    /// Puts the members from the `first` on, which were written from `start` on, into order.
    fn sort(&mut self, start: usize, first: usize) {
        let text = self.text;
        let members = &self.members[first..];
        if members.is_sorted_by(|one, other| order(text, one, other).is_lt()) {
            return;
        }
        if !self.last.is_alike(text, members) {
            self.last = Sorted::of(text, members);
        }
        self.sorted.clear();
        for &place in &self.last.places {
            self.sorted.extend_from_slice(&self.form[members[place].written.clone()]);
        }
        self.form.truncate(start);
        self.form.extend_from_slice(&self.sorted);
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

/// How the members of an object were put into order.
#[derive(Default)]
struct Sorted {
    /// The names in the order of the text, as they are spelled there.
    names: Vec<Range<usize>>,
    /// Which of them comes where.
    places: Vec<usize>,
}

impl Sorted {
    fn of(text: &str, members: &[Member]) -> Self {
        let mut places: Vec<usize> = (0..members.len()).collect();
        places.sort_unstable_by(|one, other| order(text, &members[*one], &members[*other]));
        Self { names: members.iter().map(|it| it.name.clone()).collect(), places }
    }

    /// Whether these members have the same names, spelled alike.
    fn is_alike(&self, text: &str, members: &[Member]) -> bool {
        self.names.len() == members.len()
            && self
                .names
                .iter()
                .zip(members)
                .all(|(name, it)| text[name.clone()] == text[it.name.clone()])
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
