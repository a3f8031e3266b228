//! Tables, as long as they like.

use std::fmt;

use crate::Text;

/// A table.
pub struct Table<'a> {
    /// What it shows.
    pub caption: Text,
    /// Its columns, at least one.
    pub columns: Vec<Column>,
    /// Its rows, made one at a time: a table may be much larger than what is held of it.
    pub rows: Box<dyn Rows + 'a>,
}

impl fmt::Debug for Table<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Table")
            .field("caption", &self.caption)
            .field("columns", &self.columns)
            .field("rows", &self.rows.len())
            .finish()
    }
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// What stands at its head, on every page.
    pub head: &'static str,
    /// Its share of the width, against the other columns' shares.
    pub width: f32,
    /// Where its texts stand.
    pub align: Align,
    /// Whether it names its row.
    pub is_head_of_row: bool,
}

impl Column {
    /// A column whose texts stand at their beginning.
    #[must_use]
    pub fn new(head: &'static str, width: f32) -> Self {
        Self { head, width, align: Align::Start, is_head_of_row: false }
    }

    /// A column of numbers: they stand at their end.
    #[must_use]
    pub fn number(head: &'static str, width: f32) -> Self {
        Self { align: Align::End, ..Self::new(head, width) }
    }

    /// The same column, naming its rows.
    #[must_use]
    pub fn naming_rows(self) -> Self {
        Self { is_head_of_row: true, ..self }
    }
}

/// Where the texts of a column stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Align {
    /// At its left.
    Start,
    /// At its right, as numbers do.
    End,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// A cell for each column.
    pub cells: Vec<Text>,
    /// Whether the row stands out. Its cells say why: it has to be told without colour, too.
    pub is_marked: bool,
    /// Whether the row is worth a look: whoever only wants to see such rows finds it.
    pub is_noted: bool,
}

impl Row {
    /// A row like any other.
    #[must_use]
    pub fn new(cells: Vec<Text>) -> Self {
        Self { cells, is_marked: false, is_noted: false }
    }
}

/// The rows of a table. The same index gives the same row, however often it is asked for.
pub trait Rows {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row of an index below [`Rows::len`].
    fn row(&self, index: usize) -> Row;
}

impl Rows for Vec<Row> {
    fn len(&self) -> usize {
        self.as_slice().len()
    }

    fn row(&self, index: usize) -> Row {
        self[index].clone()
    }
}
