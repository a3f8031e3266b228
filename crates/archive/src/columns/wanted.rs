//! Which members of a value have a column.

/// A tree of the names on the way to those members.
#[derive(Debug, Default)]
pub struct Wanted {
    /// The column of the value itself, if it has one.
    pub column: Option<usize>,
    /// What is wanted of each item of an array, as a row of its own.
    pub items: Option<Box<Wanted>>,
    members: Vec<(String, Wanted)>,
}

impl Wanted {
    /// Of each of these pointers the value, in the order of the columns.
    pub fn of<'p>(pointers: impl IntoIterator<Item = &'p str>) -> Self {
        let mut wanted = Self::default();
        for (column, pointer) in pointers.into_iter().enumerate() {
            wanted.at(pointer).column = Some(column);
        }
        wanted
    }

    /// Of the array at that pointer what is wanted of its items, too.
    pub fn with_items(mut self, pointer: &str, items: Self) -> Self {
        self.at(pointer).items = Some(Box::new(items));
        self
    }

    /// What is wanted of the member of that name. It is looked for from `next` on, which is left behind it: members
    /// mostly come in the order of the columns.
    pub fn member(&self, name: &str, next: &mut usize) -> Option<&Self> {
        let (before, behind) = self.members.split_at_checked(*next)?;
        let found = behind.iter().chain(before).position(|(it, _)| it == name)?;
        let at = (*next + found) % self.members.len();
        *next = at + 1;
        Some(&self.members[at].1)
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
}
