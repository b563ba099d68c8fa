use std::io::{ErrorKind, Write, stdout};

/// Shows `text` on standard output. A reader that has seen enough (`| head`) is no failure.
pub(crate) fn show(text: &str) -> std::io::Result<()> {
    let mut out = stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        shown => shown,
    }
}
