//! From a bundle to rows: of everything that it writes, the values of the members that have a column.

use std::fmt;

use serde::Serialize;
use serde::ser::{self, Impossible, SerializeMap, SerializeSeq, SerializeStruct};

/// A value of a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// The member is null or absent.
    #[default]
    Null,
    /// A boolean.
    Flag(bool),
    /// An integer.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// A string.
    Text(Box<str>),
}

/// Which members are wanted: a tree of their names.
#[derive(Debug, Default)]
pub struct Wanted {
    /// Where the value goes, if it is one of a column.
    column: Option<usize>,
    /// What is wanted of each item of an array, as a row of its own.
    items: Option<Box<Wanted>>,
    /// How many columns a row of items has.
    width: usize,
    members: Vec<(String, Wanted)>,
}

impl Wanted {
    /// Of each of these pointers the value, in the order of the columns.
    pub fn of<'p>(pointers: impl IntoIterator<Item = &'p str>) -> Self {
        let mut wanted = Self::default();
        for (column, pointer) in pointers.into_iter().enumerate() {
            wanted.at(pointer).column = Some(column);
            wanted.width = column + 1;
        }
        wanted
    }

    /// Of the array at that pointer what is wanted of its items, too.
    pub fn with_items(mut self, pointer: &str, items: Self) -> Self {
        self.at(pointer).items = Some(Box::new(items));
        self
    }

    fn at(&mut self, pointer: &str) -> &mut Self {
        pointer.split('/').skip(1).fold(self, |node, name| {
            let at = node.members.iter().position(|(it, _)| it == name);
            let at = at.unwrap_or_else(|| {
                node.members.push((name.to_owned(), Self::default()));
                node.members.len() - 1
            });
            &mut node.members[at].1
        })
    }

    fn member(&self, name: &str) -> Option<&Self> {
        self.members.iter().find(|(it, _)| it == name).map(|(_, it)| it)
    }
}

/// What is found of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Projected {
    /// A cell for each column.
    pub row: Vec<Cell>,
    /// The rows of the items.
    pub items: Vec<Vec<Cell>>,
}

/// Takes what is wanted out of a value.
///
/// # Errors
///
/// [`NoCell`] where a column would hold an array or an object, or an integer of more than 63 bits.
pub fn project(value: &(impl Serialize + ?Sized), wanted: &Wanted) -> Result<Projected, NoCell> {
    let mut found = Projected { row: vec![Cell::Null; wanted.width], items: Vec::new() };
    value.serialize(Projector { wanted, row: &mut found.row, items: &mut found.items })?;
    Ok(found)
}

/// A value does not fit into its column.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a value does not fit into its column: {0}")]
pub struct NoCell(String);

impl NoCell {
    pub(super) fn expected(what: &str) -> Self {
        Self(format!("expected {what}"))
    }

    fn unfit(found: &str) -> Self {
        Self(format!("found {found}"))
    }
}

impl ser::Error for NoCell {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

struct Projector<'a> {
    wanted: &'a Wanted,
    row: &'a mut Vec<Cell>,
    items: &'a mut Vec<Vec<Cell>>,
}

impl Projector<'_> {
    fn put(self, cell: Cell) -> Result<(), NoCell> {
        if let Some(place) = self.wanted.column.and_then(|at| self.row.get_mut(at)) {
            *place = cell;
        }
        Ok(())
    }

    fn integer(self, value: impl TryInto<i64>) -> Result<(), NoCell> {
        let value = value.try_into().map_err(|_| NoCell::expected("an integer of 64 bits"))?;
        self.put(Cell::Integer(value))
    }

    fn inner(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<(), NoCell> {
        match self.wanted.member(name) {
            Some(wanted) => value.serialize(Projector { wanted, row: self.row, items: self.items }),
            None => Ok(()),
        }
    }
}

impl<'a> ser::Serializer for Projector<'a> {
    type Ok = ();
    type Error = NoCell;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Impossible<(), NoCell>;
    type SerializeTupleStruct = Impossible<(), NoCell>;
    type SerializeTupleVariant = Impossible<(), NoCell>;
    type SerializeMap = Members<'a>;
    type SerializeStruct = Members<'a>;
    type SerializeStructVariant = Impossible<(), NoCell>;

    fn serialize_bool(self, value: bool) -> Result<(), NoCell> {
        self.put(Cell::Flag(value))
    }

    fn serialize_i8(self, value: i8) -> Result<(), NoCell> {
        self.integer(value)
    }

    fn serialize_i16(self, value: i16) -> Result<(), NoCell> {
        self.integer(value)
    }

    fn serialize_i32(self, value: i32) -> Result<(), NoCell> {
        self.integer(value)
    }

    fn serialize_i64(self, value: i64) -> Result<(), NoCell> {
        self.integer(value)
    }

    fn serialize_u8(self, value: u8) -> Result<(), NoCell> {
        self.integer(value)
    }

    fn serialize_u16(self, value: u16) -> Result<(), NoCell> {
        self.integer(value)
    }

    fn serialize_u32(self, value: u32) -> Result<(), NoCell> {
        self.integer(value)
    }

    fn serialize_u64(self, value: u64) -> Result<(), NoCell> {
        self.integer(value)
    }

    fn serialize_f32(self, value: f32) -> Result<(), NoCell> {
        self.put(Cell::Number(value.into()))
    }

    fn serialize_f64(self, value: f64) -> Result<(), NoCell> {
        self.put(Cell::Number(value))
    }

    fn serialize_char(self, value: char) -> Result<(), NoCell> {
        self.put(Cell::Text(value.to_string().into()))
    }

    fn serialize_str(self, value: &str) -> Result<(), NoCell> {
        match self.wanted.column {
            Some(_) => self.put(Cell::Text(value.into())),
            None => Ok(()),
        }
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), NoCell> {
        Err(NoCell::unfit("bytes"))
    }

    fn serialize_none(self) -> Result<(), NoCell> {
        self.put(Cell::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), NoCell> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), NoCell> {
        self.put(Cell::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), NoCell> {
        self.put(Cell::Null)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), NoCell> {
        self.put(Cell::Text(variant.into()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), NoCell> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), NoCell> {
        self.inner(variant, value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, NoCell> {
        match self.wanted.column {
            None => Ok(Items { wanted: self.wanted.items.as_deref(), rows: self.items }),
            Some(_) => Err(NoCell::unfit("an array")),
        }
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, NoCell> {
        Err(NoCell::unfit("a tuple"))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, NoCell> {
        Err(NoCell::unfit("a tuple"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NoCell> {
        Err(NoCell::unfit("a tuple"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members<'a>, NoCell> {
        match self.wanted.column {
            None => Ok(Members { projector: self, name: String::new() }),
            Some(_) => Err(NoCell::unfit("an object")),
        }
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Members<'a>, NoCell> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NoCell> {
        Err(NoCell::unfit("an object with a tag around it"))
    }
}

/// The members of an object.
struct Members<'a> {
    projector: Projector<'a>,
    /// The name that came last, where name and value come apart.
    name: String,
}

impl SerializeStruct for Members<'_> {
    type Ok = ();
    type Error = NoCell;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), NoCell> {
        self.projector.inner(name, value)
    }

    fn end(self) -> Result<(), NoCell> {
        Ok(())
    }
}

impl SerializeMap for Members<'_> {
    type Ok = ();
    type Error = NoCell;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), NoCell> {
        // Only names that are strings are names of JSON.
        let name = serde_json::to_value(name).map_err(ser::Error::custom)?;
        self.name = name.as_str().unwrap_or_default().to_owned();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoCell> {
        let name = std::mem::take(&mut self.name);
        self.projector.inner(&name, value)
    }

    fn end(self) -> Result<(), NoCell> {
        Ok(())
    }
}

/// The items of an array.
struct Items<'a> {
    wanted: Option<&'a Wanted>,
    rows: &'a mut Vec<Vec<Cell>>,
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = NoCell;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoCell> {
        if let Some(wanted) = self.wanted {
            self.rows.push(project(value, wanted)?.row);
        }
        Ok(())
    }

    fn end(self) -> Result<(), NoCell> {
        Ok(())
    }
}
