//! From a value to rows: of everything that it writes, the values of the members that have a column.

use serde::Serialize;
use serde::ser::{self, Impossible, SerializeMap, SerializeSeq, SerializeStruct};

use super::table::{NoCell, Table, Values};
use super::wanted::Wanted;

/// Appends a row with what is wanted of a value, and to the other table one for each of the items that are.
///
/// # Errors
///
/// [`NoCell`] where a column would hold an array, an object or a value of another type.
pub fn append(
    value: &(impl Serialize + ?Sized),
    wanted: &Wanted,
    rows: &mut Table,
    items: Option<&mut Table>,
) -> Result<(), NoCell> {
    value.serialize(Projector { wanted, rows, items })?;
    rows.end_row();
    Ok(())
}

struct Projector<'a> {
    wanted: &'a Wanted,
    rows: &'a mut Table,
    /// Where rows of items go. Items have none of their own.
    items: Option<&'a mut Table>,
}

impl Projector<'_> {
    fn put(self, append: impl FnOnce(&mut Values) -> Result<(), NoCell>) -> Result<(), NoCell> {
        match self.wanted.column {
            Some(column) => append(self.rows.empty(column)?),
            None => Ok(()),
        }
    }

    fn integer(self, value: impl TryInto<i64>) -> Result<(), NoCell> {
        let value = value.try_into();
        self.put(|it| it.append_integer(value.map_err(|_| NoCell::unfit("more than 63 bits"))?))
    }

    /// The member of that name, looked for from `next` on.
    fn inner(
        &mut self,
        name: &str,
        next: &mut usize,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), NoCell> {
        let Some(wanted) = self.wanted.member(name, next) else { return Ok(()) };
        value.serialize(Projector { wanted, rows: self.rows, items: self.items.as_deref_mut() })
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
        self.put(|it| it.append_flag(value))
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
        self.put(|it| it.append_number(value.into()))
    }

    fn serialize_f64(self, value: f64) -> Result<(), NoCell> {
        self.put(|it| it.append_number(value))
    }

    fn serialize_char(self, value: char) -> Result<(), NoCell> {
        self.put(|it| it.append_text(value.encode_utf8(&mut [0; 4])))
    }

    fn serialize_str(self, value: &str) -> Result<(), NoCell> {
        self.put(|it| it.append_text(value))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), NoCell> {
        Err(NoCell::unfit("bytes"))
    }

    fn serialize_none(self) -> Result<(), NoCell> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), NoCell> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), NoCell> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), NoCell> {
        Ok(())
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), NoCell> {
        self.put(|it| it.append_text(variant))
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
        self.inner(variant, &mut 0, value)
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
            None => Ok(Members { projector: self, next: 0, name: String::new() }),
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
    /// Where the next member is looked for first.
    next: usize,
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
        self.projector.inner(name, &mut self.next, value)
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
        self.projector.inner(&name, &mut self.next, value)
    }

    fn end(self) -> Result<(), NoCell> {
        Ok(())
    }
}

/// The items of an array.
struct Items<'a> {
    wanted: Option<&'a Wanted>,
    rows: Option<&'a mut Table>,
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = NoCell;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoCell> {
        match (self.wanted, &mut self.rows) {
            (Some(wanted), Some(rows)) => append(value, wanted, rows, None),
            _ => Ok(()),
        }
    }

    fn end(self) -> Result<(), NoCell> {
        Ok(())
    }
}
