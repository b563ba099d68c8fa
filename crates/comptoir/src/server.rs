//! The server's life: listen, say so, work, and end without dropping what is in flight.

use std::future::Future;
use std::net::{SocketAddr, ToSocketAddrs};
use std::time::Duration;

use anyhow::Context;
use axum::serve::ListenerExt;
use comptoir::mail::{MailServer, Mailer};
use comptoir::worker;
use journal::Journal;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use web::clock::Clock;
use web::{Secrets, Setup};

/// What is in flight when the end is asked for has this long to finish.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until SIGTERM or SIGINT. Mails go by `mail`, if there is one, with links under `public_url`,
/// else under the address listened on. `announce` is called once pages are answered, with the address.
pub(crate) async fn run(
    listen: SocketAddr,
    mut setup: Setup,
    mail: Option<MailServer>,
    public_url: Option<String>,
    announce: impl FnOnce(SocketAddr),
) -> anyhow::Result<()> {
    let asked = end_is_asked()?;
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("{listen} cannot be listened on; choose another address with --listen"))?;
    let address = listener.local_addr()?;
    let (stop, stopped) = watch::channel(false);
    setup.sends_mail = mail.is_some();
    let public_url = public_url.unwrap_or_else(|| format!("http://{address}")).trim_end_matches('/').to_owned();
    let (journal, clock, secrets) = (setup.journal.clone(), setup.clock.clone(), setup.secrets.clone());
    let mailer = Mailer { journal, clock, secrets, public_url, server: mail };
    let work = tokio::spawn(worker::work(setup.journal.clone(), setup.clock.clone(), mailer, stopped.clone()));
    let serve = tokio::spawn(serve(listener, setup, stopped));
    announce(address);
    asked.await;
    tracing::info!("finishing what is in flight");
    stop.send_replace(true);
    let finished = tokio::time::timeout(GRACE, async { (serve.await, work.await) }).await;
    let Ok((served, worked)) = finished else {
        tracing::warn!("something was still in flight after {} s and is broken off", GRACE.as_secs());
        return Ok(());
    };
    served??;
    Ok(worked?)
}

async fn serve(listener: TcpListener, setup: Setup, mut stop: watch::Receiver<bool>) -> std::io::Result<()> {
    // Answers are small and whole: waiting to fill a packet would only delay them.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
    });
    let app = web::app(setup, stop.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let ended = async move {
        let _ = stop.wait_for(|stop| *stop).await;
    };
    axum::serve(listener, app).with_graceful_shutdown(ended).await
}

/// Ready when somebody asks the program to end.
fn end_is_asked() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Pages for people who sign in, over plain http on this machine.
pub(crate) fn local_setup(journal: Journal, secrets: Secrets, demo: bool) -> Setup {
    Setup {
        journal,
        secrets,
        clock: Clock::system(),
        sends_mail: false,
        demo,
        secure_cookies: false,
        trusted_proxy: false,
    }
}

/// Reads an address to listen on: `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`.
pub(crate) fn parse_listen(text: &str) -> Result<SocketAddr, String> {
    let not_one = || "give a host and a port, such as 127.0.0.1:8080".to_owned();
    text.to_socket_addrs().ok().and_then(|mut found| found.next()).ok_or_else(not_one)
}
