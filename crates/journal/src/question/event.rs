use jiff::Timestamp;

use crate::tx::{Question, Row, Tx, params};
use crate::{Fault, SiteId};

/// The site's journal after a revision, oldest first.
#[derive(Clone, Copy, Debug)]
pub struct Events {
    /// The site.
    pub site: SiteId,
    /// Events with a greater revision.
    pub after: i64,
    /// At most this many.
    pub limit: i64,
}

/// One event as it is kept.
#[derive(Clone, Debug)]
pub struct EventRow {
    /// Its place in the site's history.
    pub rev: i64,
    /// What it happened to: `order`, `handoff`, `return`, `site`.
    pub subject: String,
    /// Which.
    pub number: i64,
    /// The subject's own count.
    pub version: i64,
    /// What happened.
    pub kind: String,
    /// The document.
    pub data: String,
    /// Who did it.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

const COLUMNS: &str = "rev, subject, number, version, kind, data, actor, at";

fn read(row: &Row) -> Result<EventRow, Fault> {
    Ok(EventRow {
        rev: row.int(0)?,
        subject: row.string(1)?,
        number: row.int(2)?,
        version: row.int(3)?,
        kind: row.string(4)?,
        data: row.string(5)?,
        actor: row.string(6)?,
        at: row.time(7)?,
    })
}

impl Question for Events {
    type Answer = Vec<EventRow>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<EventRow>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM events WHERE site_id = $1 AND rev > $2 ORDER BY rev LIMIT $3");
        tx.query(&sql, params![self.site.0, self.after, self.limit]).await?.iter().map(read).collect()
    }
}

/// Everything that has happened to one thing, oldest first, with the names of the people and the labels of the tokens
/// that did it.
#[derive(Clone, Copy, Debug)]
pub struct History {
    /// The site.
    pub site: SiteId,
    /// `order`, `handoff`, `site`.
    pub subject: &'static str,
    /// Which.
    pub number: i64,
}

impl Question for History {
    /// Each event with its author's name, where a person did it, or its label, where a token did.
    type Answer = Vec<(EventRow, Option<String>)>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Self::Answer, Fault> {
        let sql = format!(
            "SELECT {COLUMNS} FROM events WHERE site_id = $1 AND subject = $2 AND number = $3 ORDER BY version"
        );
        let rows = tx.query(&sql, params![self.site.0, self.subject, self.number]).await?;
        with_authors(tx, self.site, &rows).await
    }
}

/// What has happened to a site's settings and people, newest first.
#[derive(Clone, Copy, Debug)]
pub struct SettingsChanges {
    /// The site.
    pub site: SiteId,
    /// Only events of this kind, where one is named.
    pub kind: Option<&'static str>,
    /// Only what came before this of the site's own versions.
    pub before: Option<i64>,
    /// At most this many.
    pub limit: i64,
}

impl Question for SettingsChanges {
    /// Each event with its author's name, where a person did it, or its label, where a token did.
    type Answer = Vec<(EventRow, Option<String>)>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Self::Answer, Fault> {
        let sql = format!(
            "SELECT {COLUMNS} FROM events WHERE site_id = $1 AND subject = 'site' AND number = 0 AND version < $2
             AND ($3 = '' OR kind = $3) ORDER BY version DESC LIMIT $4"
        );
        let (before, kind) = (self.before.unwrap_or(i64::MAX), self.kind.unwrap_or_default());
        let rows = tx.query(&sql, params![self.site.0, before, kind, self.limit]).await?;
        with_authors(tx, self.site, &rows).await
    }
}

/// How far the settings and people of a site have come: the version that a form of the settings is opened at.
#[derive(Clone, Copy, Debug)]
pub struct SiteVersion(pub SiteId);

impl Question for SiteVersion {
    type Answer = i64;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<i64, Fault> {
        let sql = "SELECT MAX(version) FROM events WHERE site_id = $1 AND subject = 'site' AND number = 0";
        let row = tx.first(sql, params![self.0.0]).await?;
        Ok(row.map(|row| row.maybe_int(0)).transpose()?.flatten().unwrap_or(0))
    }
}

/// What settings of one kind were before a version of the site, newest first: each event's version and document.
#[derive(Clone, Copy, Debug)]
pub struct SettingsOfKind {
    /// The site.
    pub site: SiteId,
    /// Events of this kind.
    pub kind: &'static str,
    /// Only what came before this of the site's own versions.
    pub before: i64,
    /// At most this many.
    pub limit: i64,
}

impl Question for SettingsOfKind {
    type Answer = Vec<(i64, String)>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Self::Answer, Fault> {
        let sql = "SELECT version, data FROM events WHERE site_id = $1 AND subject = 'site' AND number = 0
             AND version < $2 AND kind = $3 ORDER BY version DESC LIMIT $4";
        let rows = tx.query(sql, params![self.site.0, self.before, self.kind, self.limit]).await?;
        rows.iter().map(|row| Ok((row.int(0)?, row.string(1)?))).collect()
    }
}

async fn with_authors<T: Tx>(tx: &mut T, site: SiteId, rows: &[Row]) -> Result<Vec<(EventRow, Option<String>)>, Fault> {
    let mut history = Vec::with_capacity(rows.len());
    for row in rows {
        let event = read(row)?;
        let name = name_of(tx, site, &event.actor).await?;
        history.push((event, name));
    }
    Ok(history)
}

async fn name_of<T: Tx>(tx: &mut T, site: SiteId, actor: &str) -> Result<Option<String>, Fault> {
    let Some((kind, id)) = actor.split_once(':') else { return Ok(None) };
    let Ok(id) = id.parse::<i64>() else { return Ok(None) };
    let row = match kind {
        "person" => tx.first("SELECT name FROM people WHERE person_id = $1", params![id]).await?,
        "token" => {
            let sql = "SELECT label FROM api_tokens WHERE site_id = $1 AND token_id = $2";
            tx.first(sql, params![site.0, id]).await?
        }
        _ => None,
    };
    row.map(|row| row.string(0)).transpose()
}
