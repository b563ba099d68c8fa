//! The file that holds what only this installation knows.

use std::io::{ErrorKind, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use web::Secrets;
use web::clock::chance;

/// The option of the commands that serve pages.
#[derive(clap::Args)]
pub(crate) struct SecretsFile {
    /// The file that holds the keys of customers' links, made if absent; beside the database, with the
    /// ending .secrets, where not given
    #[arg(long, env = "COMPTOIR_SECRETS", value_name = "FILE")]
    secrets: Option<PathBuf>,
}

/// The name of the one key there is so far, before its value.
const ORDER_LINKS: &str = "order-links";

impl SecretsFile {
    /// Reads the file, or makes it.
    pub(crate) fn open(&self, database: &str) -> anyhow::Result<Secrets> {
        let Some(file) = self.secrets.clone().or_else(|| beside(database)) else {
            bail!("{database} is no file that another could lie beside: say where with --secrets FILE");
        };
        read_or_make(&file).with_context(|| format!("the secrets in {} cannot be used", file.display()))
    }
}

/// `sqlite:shop.db` has its secrets in `shop.secrets`.
fn beside(database: &str) -> Option<PathBuf> {
    database.strip_prefix("sqlite:").map(|file| Path::new(file).with_extension("secrets"))
}

fn read_or_make(file: &Path) -> anyhow::Result<Secrets> {
    if !file.exists() {
        make(file)?;
    }
    if std::fs::metadata(file)?.permissions().mode() & 0o077 != 0 {
        tracing::warn!("{} can be read by others on this machine: chmod 600 it", file.display());
    }
    parse(&std::fs::read_to_string(file)?)
}

/// The file appears whole, for its owner only; one that another program has made meanwhile stays.
fn make(file: &Path) -> anyhow::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(new, "# Keys of this installation. Whoever has them opens customers' order pages.")?;
    writeln!(new, "{ORDER_LINKS} {}", STANDARD.encode(chance::<32>()))?;
    new.as_file().sync_all()?;
    match new.persist_noclobber(file) {
        Err(error) if error.error.kind() != ErrorKind::AlreadyExists => Err(error.error.into()),
        Ok(_) | Err(_) => Ok(()),
    }
}

fn parse(text: &str) -> anyhow::Result<Secrets> {
    let line = text.lines().find_map(|line| line.strip_prefix(ORDER_LINKS)).map(str::trim);
    let Some(value) = line else {
        bail!("it has no line {ORDER_LINKS}: bring the file back from where it was kept, or remove it to begin anew");
    };
    let key = STANDARD.decode(value).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    key.map(Secrets::new).with_context(|| format!("the value of {ORDER_LINKS} is not 32 bytes in base64"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_lie_beside_the_database() {
        assert_eq!(beside("sqlite:/var/lib/shop.db"), Some(PathBuf::from("/var/lib/shop.secrets")));
        assert_eq!(beside("postgres://localhost/shop"), None);
    }

    #[test]
    fn a_file_that_was_damaged_is_refused_and_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shop.secrets");
        for damaged in ["", "order-links", "order-links c2hvcnQ=", "order-links ?"] {
            std::fs::write(&file, damaged).unwrap();
            assert!(read_or_make(&file).is_err(), "{damaged}");
            assert_eq!(std::fs::read_to_string(&file).unwrap(), damaged);
        }
    }

    #[test]
    fn what_was_made_is_read_again_and_is_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shop.secrets");
        read_or_make(&file).unwrap();
        let made = std::fs::read_to_string(&file).unwrap();
        read_or_make(&file).unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), made);
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
