//! Style sheet, script, fonts and favicon, compiled into the program and served under addresses that carry their content's hash.

use std::borrow::Cow;
use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};

/// One file per component, each in its own cascade layer; `tokens.css` comes first and declares their order.
const CSS: &str = concat!(
    include_str!("../assets/css/tokens.css"),
    include_str!("../assets/css/base.css"),
    include_str!("../assets/css/layout.css"),
    include_str!("../assets/css/buttons.css"),
    include_str!("../assets/css/forms.css"),
    include_str!("../assets/css/entry.css"),
    include_str!("../assets/css/table.css"),
    include_str!("../assets/css/records.css"),
    include_str!("../assets/css/bar.css"),
    include_str!("../assets/css/badges.css"),
    include_str!("../assets/css/messages.css"),
    include_str!("../assets/css/shop.css"),
    include_str!("../assets/css/document.css"),
    include_str!("../assets/css/mail.css"),
    include_str!("../assets/css/pages.css"),
    include_str!("../assets/css/packing.css"),
    include_str!("../assets/css/statistics.css"),
    include_str!("../assets/css/print.css"),
);
/// ES modules, the first of which fetches the others where it needs them. They lie side by side, so that they find one another.
const JS: [(&str, &str); 11] = [
    ("comptoir.js", include_str!("../assets/js/comptoir.js")),
    ("grid.js", include_str!("../assets/js/grid.js")),
    ("keyboard.js", include_str!("../assets/js/keyboard.js")),
    ("live.js", include_str!("../assets/js/live.js")),
    ("pending.js", include_str!("../assets/js/pending.js")),
    ("progress.js", include_str!("../assets/js/progress.js")),
    ("say.js", include_str!("../assets/js/say.js")),
    ("scan.js", include_str!("../assets/js/scan.js")),
    ("selection.js", include_str!("../assets/js/selection.js")),
    ("sound.js", include_str!("../assets/js/sound.js")),
    ("swap.js", include_str!("../assets/js/swap.js")),
];
const FAVICON: &str = include_str!("../assets/favicon.svg");

/// Files under a hashed address never change.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

struct Asset {
    url: String,
    content: Cow<'static, [u8]>,
    media_type: &'static str,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let scripts = hash(JS.iter().map(|(_, content)| content.as_bytes()));
    let fonts = [("noto-sans.woff2", fonts::REGULAR), ("noto-sans-bold.woff2", fonts::BOLD)];
    let [regular, bold] = fonts.map(|(name, content)| asset(hash([content]), name, content, "font/woff2"));
    let css = [face(400, &regular), face(700, &bold), CSS.to_owned()].concat().into_bytes();
    let mut assets = vec![
        asset(hash([css.as_slice()]), "comptoir.css", css, "text/css; charset=utf-8"),
        asset(hash([FAVICON.as_bytes()]), "favicon.svg", FAVICON.as_bytes(), "image/svg+xml"),
        regular,
        bold,
    ];
    let script = |(name, content): (&str, &'static str)| {
        asset(scripts, name, content.as_bytes(), "text/javascript; charset=utf-8")
    };
    assets.extend(JS.map(script));
    assets
});

/// A face under the address it is served at.
fn face(weight: u32, font: &Asset) -> String {
    format!(
        "@font-face {{ font-family: \"Noto Sans\"; font-weight: {weight}; font-display: swap; \
         src: url(\"{}\") format(\"woff2\"); }}\n",
        font.url
    )
}

/// The style sheet's address.
pub fn css_url() -> &'static str {
    &ASSETS[0].url
}

/// The script's address.
pub fn js_url() -> &'static str {
    &ASSETS[4].url
}

/// The address of the script that listens to a scanner. Its page names it, so that it is there before the first code is.
pub fn scan_js_url() -> &'static str {
    ASSETS.iter().find(|asset| asset.url.ends_with("/scan.js")).map_or_else(js_url, |asset| &asset.url)
}

/// The favicon's address.
pub fn favicon_url() -> &'static str {
    &ASSETS[1].url
}

/// The addresses of the fonts that every page needs.
pub fn font_urls() -> [&'static str; 2] {
    [&ASSETS[2].url, &ASSETS[3].url]
}

/// The route of the assets, for any application state.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{hash}/{name}", get(serve))
}

/// An asset, to be kept for ever; 404 under any other hash, so that an old page never mixes with a new style.
pub async fn serve(Path((hash, name)): Path<(String, String)>) -> Response {
    let url = format!("/assets/{hash}/{name}");
    let Some(asset) = ASSETS.iter().find(|asset| asset.url == url) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, asset.media_type),
        (header::CACHE_CONTROL, FOR_EVER),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, asset.content.clone()).into_response()
}

fn asset(hash: u64, name: &str, content: impl Into<Cow<'static, [u8]>>, media_type: &'static str) -> Asset {
    let content = content.into();
    Asset { url: format!("/assets/{hash:016x}/{name}"), content, media_type }
}

fn hash<'a>(contents: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    let mut hasher = Sha256::new();
    contents.into_iter().for_each(|content| hasher.update(content));
    hasher.finalize().iter().take(8).fold(0, |hash, byte| (hash << 8) | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn parts(url: &str) -> Path<(String, String)> {
        let (hash, name) = url.strip_prefix("/assets/").and_then(|rest| rest.split_once('/')).unwrap();
        Path((hash.to_owned(), name.to_owned()))
    }

    #[tokio::test]
    async fn assets_are_served_for_ever_under_their_hash() {
        for url in ASSETS.iter().map(|asset| asset.url.as_str()) {
            let answer = serve(parts(url)).await;
            assert_eq!(answer.status(), StatusCode::OK);
            assert_eq!(answer.headers()[header::CACHE_CONTROL], FOR_EVER);
        }
        let stale = serve(Path(("0000000000000000".to_owned(), "comptoir.css".to_owned()))).await;
        assert_eq!(stale.status(), StatusCode::NOT_FOUND);
    }

    fn gzipped(contents: &[&str]) -> usize {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        for content in contents {
            encoder.write_all(content.as_bytes()).unwrap();
        }
        encoder.finish().unwrap().len()
    }

    #[test]
    fn u41_styles_and_scripts_stay_small() {
        let styles = gzipped(&[CSS]);
        assert!(styles <= 15 << 10, "styles: {styles} bytes");
        // Each module is an answer of its own.
        let scripts: usize = JS.iter().map(|(_, content)| gzipped(&[content])).sum();
        assert!(scripts <= 30 << 10, "scripts: {scripts} bytes");
    }

    #[test]
    fn scripts_import_only_what_lies_beside_them() {
        for (name, content) in JS {
            for imported in content.split("\"./").skip(1) {
                let imported = imported.split('"').next().unwrap();
                assert!(JS.iter().any(|(known, _)| *known == imported), "{name} imports {imported}");
            }
        }
    }

    #[test]
    fn every_style_rule_is_in_a_declared_layer() {
        let order = CSS.split_once("@layer ").and_then(|(_, rest)| rest.split_once(';')).unwrap().0;
        let layers: Vec<_> = order.split(',').map(str::trim).collect();
        for line in CSS.lines().filter(|line| line.ends_with('{') && !line.starts_with(char::is_whitespace)) {
            let layer = line.strip_prefix("@layer ").and_then(|rest| rest.strip_suffix(" {")).unwrap();
            assert!(layers.contains(&layer), "{line}");
        }
    }
}
