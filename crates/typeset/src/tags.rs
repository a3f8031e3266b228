//! What parts of a document are called in a tagged PDF.

use std::num::NonZeroU16;

use krilla::{
    geom::Rect,
    tagging::{BBox, ListNumbering, TableHeaderScope, Tag, TagGroup, TagKind, TagTree},
};

use crate::canvas::{Area, Part};

/// The tree of tags, while it grows.
#[derive(Default)]
pub(crate) struct Tags {
    tree: TagTree,
    open: Vec<TagGroup>,
    beside: Vec<Vec<krilla::tagging::Node>>,
}

impl Tags {
    pub(crate) fn open(&mut self, part: Part, page: usize) {
        self.open.push(TagGroup::new(tag(part, page)));
    }

    pub(crate) fn close(&mut self) {
        if let Some(mut group) = self.open.pop() {
            // There are many.
            group.children.shrink_to_fit();
            self.push(group);
        }
    }

    pub(crate) fn close_beside(&mut self, parts: Vec<Part>, page: usize) {
        let mut beside = std::mem::take(&mut self.beside);
        beside.resize_with(parts.len(), Vec::new);
        for (part, mut children) in parts.into_iter().zip(beside) {
            children.shrink_to_fit();
            self.push(TagGroup::with_children(tag(part, page), children));
        }
    }

    pub(crate) fn push(&mut self, node: impl Into<krilla::tagging::Node>) {
        match self.open.last_mut() {
            Some(group) => group.push(node),
            None => self.tree.push(node),
        }
    }

    pub(crate) fn push_beside(&mut self, index: usize, node: impl Into<krilla::tagging::Node>) {
        if self.beside.len() <= index {
            self.beside.resize_with(index + 1, Vec::new);
        }
        self.beside[index].reserve_exact(1);
        self.beside[index].push(node.into());
    }

    pub(crate) fn finish(mut self, language: &str) -> TagTree {
        while !self.open.is_empty() {
            self.close();
        }
        self.tree.with_lang(Some(language.to_owned()))
    }
}

fn tag(part: Part, page: usize) -> TagKind {
    match part {
        Part::Heading { level, title } => {
            let level = NonZeroU16::new(level.into()).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(title)).into()
        }
        Part::Paragraph => Tag::P.into(),
        Part::Code => Tag::Code.into(),
        Part::Group => Tag::Div.into(),
        Part::List { is_numbered: true, .. } => Tag::L(ListNumbering::Decimal).into(),
        Part::List { has_bullets: true, .. } => Tag::L(ListNumbering::Disc).into(),
        Part::List { .. } => Tag::L(ListNumbering::None).into(),
        Part::Item => Tag::LI.into(),
        Part::Label => Tag::Lbl.into(),
        Part::Body => Tag::LBody.into(),
        Part::Table => Tag::Table.into(),
        Part::Caption => Tag::Caption.into(),
        Part::TableHead => Tag::THead.into(),
        Part::TableBody => Tag::TBody.into(),
        Part::Row => Tag::TR.into(),
        Part::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Part::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Part::Cell => Tag::TD.into(),
        Part::Figure { alternative, area } => {
            let bounds = rect(area).map(|rect| BBox::new(page, rect));
            Tag::Figure(Some(alternative)).with_bbox(bounds).into()
        }
    }
}

pub(crate) fn rect(area: Area) -> Option<Rect> {
    Rect::from_xywh(area.x, area.y, area.width, area.height)
}
