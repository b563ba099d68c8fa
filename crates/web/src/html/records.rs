use maud::{Markup, Render, html};

use super::tables::table_region;

/// A column of a table of records.
#[derive(Clone, Debug)]
pub struct Column {
    heading: String,
    class: Option<&'static str>,
}

/// A column of words.
pub const fn column(heading: String) -> Column {
    Column { heading, class: None }
}

/// A column of figures, which end below one another.
pub const fn numeric_column(heading: String) -> Column {
    Column { heading, class: Some("numeric") }
}

/// A list: a table of which a row is one thing, named by its first cell. On a narrow screen each row stands for itself, and each
/// cell has its column's heading before it, so that nothing hides at the side. There the table is one still to assistive
/// technology: browsers tell its parts by their elements, and the headings stay, out of sight.
#[derive(Clone, Debug)]
pub struct Records<'a, const N: usize> {
    caption: &'a str,
    shows_caption: bool,
    class: Option<&'static str>,
    columns: [Column; N],
    rows: Vec<[Markup; N]>,
    total: Option<[Markup; N]>,
}

impl<'a, const N: usize> Records<'a, N> {
    /// A table of these columns, whose caption only assistive technology reads.
    pub fn new(caption: &'a str, columns: [Column; N], rows: impl IntoIterator<Item = [Markup; N]>) -> Self {
        Records { caption, shows_caption: false, class: None, columns, rows: rows.into_iter().collect(), total: None }
    }

    /// With the sum of its rows at its foot.
    #[must_use]
    pub fn total(mut self, total: [Markup; N]) -> Self {
        self.total = Some(total);
        self
    }

    /// With its caption in sight.
    #[must_use]
    pub const fn shown_caption(mut self) -> Self {
        self.shows_caption = true;
        self
    }

    /// With a look of its own on wide screens.
    #[must_use]
    pub const fn class(mut self, class: &'static str) -> Self {
        self.class = Some(class);
        self
    }

    /// In its own scrolling box, which its caption names.
    pub fn in_region(&self) -> Markup {
        table_region(self.caption, &self.render())
    }

    fn row(&self, cells: &[Markup; N]) -> Markup {
        html! {
            tr {
                @for (place, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
                    @if place == 0 { th scope="row" class=[column.class] { (cell) } }
                    @else { td class=[column.class] data-heading=(column.heading) { (cell) } }
                }
            }
        }
    }
}

impl<const N: usize> Render for Records<'_, N> {
    fn render(&self) -> Markup {
        html! {
            table class={ "records" @if let Some(class) = self.class { " " (class) } } {
                caption.visually-hidden[!self.shows_caption] { (self.caption) }
                thead { tr {
                    @for column in &self.columns { th scope="col" class=[column.class] { (column.heading) } }
                } }
                tbody { @for cells in &self.rows { (self.row(cells)) } }
                @if let Some(total) = &self.total { tfoot { (self.row(total)) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_but_the_first_knows_its_heading() {
        let columns = [column("Nom".to_owned()), numeric_column("Prix & taxes".to_owned())];
        let rows = [[html! { "Table" }, html! { "525,49 €" }]];
        let table = Records::new("Produits", columns, rows).total([html! { "Total" }, html! { "525,49 €" }]);
        let table = table.render().into_string();
        let cell = r#"<td class="numeric" data-heading="Prix &amp; taxes">525,49 €</td>"#;
        assert_eq!(table.matches(cell).count(), 2, "{table}");
        assert!(table.contains(r#"<th scope="row">Table</th>"#), "{table}");
        assert!(table.contains(r#"<th scope="col" class="numeric">Prix &amp; taxes</th>"#), "{table}");
    }
}
