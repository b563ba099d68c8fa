//! A form with a file in it (`multipart/form-data`).

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pictures::{MOST_BYTES, Refused};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::form::Form;
use crate::page::PageError;

/// What is sent beside the file.
const MOST_BESIDE: usize = 64 << 10;

/// What was sent: the fields, and the one file.
#[derive(Debug, Default)]
pub(crate) struct Upload {
    pub form: Form,
    /// Empty where none was chosen.
    pub file: Vec<u8>,
}

/// The bound that a route with an upload has instead of the forms'. One byte more than the largest file gets in, so
/// that it can be said at the field.
pub(crate) fn body_limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(2 * MOST_BYTES + MOST_BESIDE)
}

impl FromRequest<Arc<App>> for Upload {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, PageError> {
        let not_a_form = |_| PageError::unprocessable("invalid");
        let mut parts = Multipart::from_request(request, app).await.map_err(not_a_form)?;
        let mut upload = Upload::default();
        loop {
            let unreadable = |error: axum::extract::multipart::MultipartError| match error.status() {
                StatusCode::PAYLOAD_TOO_LARGE => PageError::too_large(),
                _ => PageError::unprocessable("invalid"),
            };
            let Some(part) = parts.next_field().await.map_err(unreadable)? else { return Ok(upload) };
            let name = part.name().unwrap_or_default().to_owned();
            let bytes = part.bytes().await.map_err(unreadable)?;
            if name == "file" {
                upload.file = bytes.to_vec();
            } else if bytes.len() <= MOST_BESIDE {
                upload.form.push(&name, &String::from_utf8_lossy(&bytes).replace('\0', ""));
            }
        }
    }
}

impl Upload {
    /// The form with the file's hash for the file: what a repetition of the same upload has too.
    pub(crate) fn marked(&self) -> Form {
        let mut form = self.form.clone();
        form.push("file", &URL_SAFE_NO_PAD.encode(Sha256::digest(&self.file)));
        form
    }
}

/// Prepares a picture away from what waits for the network, one or two at a time. A decoder that breaks has read a
/// broken file.
pub(crate) async fn prepared<P: Send + 'static>(
    app: &App,
    file: Vec<u8>,
    prepare: fn(&[u8]) -> Result<P, Refused>,
) -> Result<P, &'static str> {
    let Ok(_turn) = app.pictures.acquire().await else { return Err("picture_damaged") };
    match tokio::task::spawn_blocking(move || prepare(&file)).await {
        Ok(Ok(prepared)) => Ok(prepared),
        Ok(Err(Refused::Unknown)) => Err("not_a_picture"),
        Ok(Err(Refused::TooLarge)) => Err("picture_too_large"),
        Ok(Err(Refused::Damaged)) | Err(_) => Err("picture_damaged"),
    }
}
