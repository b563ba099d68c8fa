//! The demo's pictures: still lifes of flat shapes, drawn here so that the demo carries no files.

use pictures::Prepared;

/// The drawing's own measure: 4 across, 3 down.
const UNITS: (f32, f32) = (4.0, 3.0);
const WIDTH: u16 = 480;
const HEIGHT: u16 = 360;

type Colour = [u8; 3];

const WALL: Colour = [0xee, 0xf2, 0xf8];
const FLOOR: Colour = [0xdd, 0xe4, 0xee];
const OAK: Colour = [0xb9, 0x8b, 0x5a];
const OAK_DARK: Colour = [0x96, 0x6b, 0x41];
const BEECH: Colour = [0xd9, 0xb4, 0x88];
const STRAW: Colour = [0xe9, 0xd8, 0xa6];
const BRASS: Colour = [0xb8, 0x97, 0x4e];
const OPAL: Colour = [0xff, 0xfd, 0xf5];
const WOOL: Colour = [0x7b, 0x8f, 0xa8];
const WOOL_DARK: Colour = [0x5d, 0x70, 0x8a];
const LINEN: Colour = [0xd8, 0xcf, 0xbf];
const LINEN_DARK: Colour = [0xbf, 0xb3, 0x9e];
const WAX: Colour = [0xe8, 0xb8, 0x5a];
const FLAME: Colour = [0xf5, 0xd9, 0x7e];
const NIGHT: Colour = [0x2d, 0x45, 0x6e];
const NIGHT_DARK: Colour = [0x1f, 0x33, 0x55];

/// A flat shape.
#[derive(Clone, Copy)]
enum Shape {
    /// Left, top, right, bottom.
    Box(f32, f32, f32, f32),
    /// Centre, and half of width and height.
    Oval(f32, f32, f32, f32),
    /// Top left, top right, bottom left, bottom right: their places across; then top and bottom.
    Trapeze(f32, f32, f32, f32, f32, f32),
}

use Shape::{Box, Oval, Trapeze};

impl Shape {
    fn covers(self, x: f32, y: f32) -> bool {
        match self {
            Box(left, top, right, bottom) => (left..right).contains(&x) && (top..bottom).contains(&y),
            Oval(across, down, half_width, half_height) => {
                ((x - across) / half_width).powi(2) + ((y - down) / half_height).powi(2) <= 1.0
            }
            Trapeze(top_left, top_right, bottom_left, bottom_right, top, bottom) => {
                let way = (y - top) / (bottom - top);
                let at = |from: f32, to: f32| from + (to - from) * way;
                (0.0..1.0).contains(&way) && (at(top_left, bottom_left)..at(top_right, bottom_right)).contains(&x)
            }
        }
    }
}

/// The still life of a product, and what it shows in French and English.
pub(super) fn of(sku: &str) -> Option<(Prepared, [&'static str; 2])> {
    let (shapes, alt): (&[(Shape, Colour)], _) = match sku {
        "TABLE-CHENE" => (&TABLE, ["Table en chêne à quatre pieds", "Oak table with four legs"]),
        "CHAISE-HETRE" => (&CHAIR, ["Chaise en hêtre à l’assise paillée", "Beech chair with a straw seat"]),
        "LAMPE-OPALE" => (&LAMP, ["Lampe à globe opale sur pied de laiton", "Lamp with an opal globe on a brass foot"]),
        "PLAID-LAINE" => (&BLANKET, ["Plaid de laine bleu plié en trois", "Blue woollen throw, folded"]),
        "ETAGERE-3" => (&SHELVES, ["Étagère murale à trois niveaux", "Wall shelf with three boards"]),
        "COUSSIN-LIN" => (&CUSHION, ["Coussin carré en lin lavé", "Square cushion in washed linen"]),
        "BOUGIE-MIEL" => (&CANDLE, ["Bougie couleur de miel, allumée", "Honey-coloured candle, lit"]),
        "TASSE-GRES" => (&CUP, ["Tasse en grès bleu nuit", "Stoneware cup in midnight blue"]),
        _ => return None,
    };
    Some((pictures::drawn(u32::from(WIDTH), u32::from(HEIGHT), draw(shapes))?, alt))
}

#[rustfmt::skip]
const TABLE: [(Shape, Colour); 6] = [
    (Trapeze(0.95, 1.07, 0.85, 0.97, 1.3, 2.6), OAK_DARK), (Trapeze(2.93, 3.05, 3.03, 3.15, 1.3, 2.6), OAK_DARK),
    (Trapeze(0.62, 0.76, 0.52, 0.66, 1.3, 2.75), OAK), (Trapeze(3.24, 3.38, 3.34, 3.48, 1.3, 2.75), OAK),
    (Box(0.55, 1.3, 3.45, 1.46), OAK_DARK), (Box(0.4, 1.15, 3.6, 1.32), OAK),
];
#[rustfmt::skip]
const CHAIR: [(Shape, Colour); 8] = [
    (Trapeze(1.5, 1.6, 1.42, 1.52, 0.5, 2.55), BEECH), (Trapeze(2.4, 2.5, 2.48, 2.58, 0.5, 2.55), BEECH),
    (Box(1.5, 0.55, 2.5, 0.72), BEECH), (Box(1.48, 0.95, 2.52, 1.08), BEECH),
    (Trapeze(1.3, 1.42, 1.22, 1.34, 1.6, 2.75), OAK), (Trapeze(2.58, 2.7, 2.66, 2.78, 1.6, 2.75), OAK),
    (Trapeze(1.45, 2.55, 1.22, 2.78, 1.4, 1.62), STRAW), (Box(1.22, 1.6, 2.78, 1.7), BEECH),
];
#[rustfmt::skip]
const LAMP: [(Shape, Colour); 4] = [
    (Box(1.96, 1.5, 2.04, 2.55), BRASS), (Oval(2.0, 2.58, 0.5, 0.1), BRASS),
    (Box(1.86, 1.58, 2.14, 1.72), BRASS), (Oval(2.0, 1.1, 0.58, 0.56), OPAL),
];
#[rustfmt::skip]
const BLANKET: [(Shape, Colour); 6] = [
    (Box(0.9, 2.2, 3.1, 2.6), WOOL_DARK), (Box(0.9, 1.82, 3.1, 2.18), WOOL), (Box(0.9, 1.44, 3.1, 1.8), WOOL_DARK),
    (Box(0.9, 1.06, 3.1, 1.42), WOOL), (Box(2.3, 1.06, 2.42, 2.6), OPAL), (Box(2.55, 1.06, 2.61, 2.6), OPAL),
];
#[rustfmt::skip]
const SHELVES: [(Shape, Colour); 9] = [
    (Box(1.05, 0.4, 1.17, 2.6), OAK_DARK), (Box(2.83, 0.4, 2.95, 2.6), OAK_DARK),
    (Box(0.9, 0.98, 3.1, 1.1), OAK), (Box(0.9, 1.66, 3.1, 1.78), OAK), (Box(0.9, 2.34, 3.1, 2.46), OAK),
    (Box(1.4, 0.6, 1.55, 0.98), NIGHT), (Box(1.58, 0.54, 1.7, 0.98), LINEN_DARK),
    (Oval(2.35, 1.48, 0.2, 0.18), WAX), (Box(1.45, 2.06, 2.2, 2.34), LINEN),
];
#[rustfmt::skip]
const CUSHION: [(Shape, Colour); 4] = [
    (Oval(2.0, 2.52, 1.05, 0.1), LINEN_DARK), (Box(1.05, 0.7, 2.95, 2.5), LINEN),
    (Box(1.12, 0.77, 2.88, 0.8), LINEN_DARK), (Box(1.12, 2.4, 2.88, 2.43), LINEN_DARK),
];
#[rustfmt::skip]
const CANDLE: [(Shape, Colour); 5] = [
    (Oval(2.0, 2.58, 0.7, 0.1), BRASS), (Box(1.7, 1.3, 2.3, 2.56), WAX), (Oval(2.0, 1.3, 0.3, 0.08), FLAME),
    (Box(1.98, 1.08, 2.02, 1.3), OAK_DARK), (Oval(2.0, 0.9, 0.1, 0.22), FLAME),
];
#[rustfmt::skip]
const CUP: [(Shape, Colour); 5] = [
    (Oval(2.78, 1.85, 0.36, 0.38), NIGHT), (Oval(2.78, 1.85, 0.22, 0.25), FLOOR),
    (Trapeze(1.2, 2.8, 1.45, 2.55, 1.3, 2.6), NIGHT), (Oval(2.0, 1.3, 0.8, 0.14), NIGHT_DARK),
    (Oval(2.0, 2.6, 0.55, 0.08), NIGHT),
];

/// The shapes one over the other, before a wall and on a floor; red, green, blue. A pixel is the mean of its corners,
/// which it shares with its neighbours: edges are smooth at the price of one sample.
fn draw(shapes: &[(Shape, Colour)]) -> Vec<u8> {
    let row_of_corners = |row: u16| -> Vec<Colour> {
        let y = f32::from(row) / f32::from(HEIGHT) * UNITS.1;
        let ground = if y < 2.1 { WALL } else { FLOOR };
        let corner = |column: u16| {
            let x = f32::from(column) / f32::from(WIDTH) * UNITS.0;
            shapes.iter().rev().find(|(shape, _)| shape.covers(x, y)).map_or(ground, |(_, colour)| *colour)
        };
        (0..=WIDTH).map(corner).collect()
    };
    let mut pixels = Vec::with_capacity(usize::from(WIDTH) * usize::from(HEIGHT) * 3);
    let mut above = row_of_corners(0);
    for row in 1..=HEIGHT {
        let below = row_of_corners(row);
        for (top, bottom) in above.windows(2).zip(below.windows(2)) {
            let corners = [top[0], top[1], bottom[0], bottom[1]];
            let part = |part: usize| corners.iter().map(|corner| u16::from(corner[part])).sum::<u16>() / 4;
            pixels.extend([0, 1, 2].map(|at| u8::try_from(part(at)).unwrap_or(u8::MAX)));
        }
        above = below;
    }
    pixels
}
