//! A running `dateline serve`, asked over plain sockets so that a request may be as odd as a test wants it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::Folder;

/// How long anything may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A preview of a digest; ended when it is dropped.
pub struct Preview {
    child: Child,
    /// Where it listens.
    pub port: u16,
    /// What it printed on both streams.
    pub said: Arc<Mutex<String>>,
}

/// An answer to a request.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// A header by its name, lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Preview {
    /// Previews a digest on any free port.
    #[track_caller]
    pub fn of(folder: &Folder, args: &[&str]) -> Preview {
        let mut command = folder.command("serve", args);
        if !args.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        Preview::start(command)
    }

    /// Starts a command that serves, and waits until it can be asked.
    #[track_caller]
    pub fn start(mut command: Command) -> Preview {
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (send, ready) = std::sync::mpsc::channel();
        let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let listen = |stream: Box<dyn Read + Send>| {
            let (said, send) = (said.clone(), send.clone());
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let port = line.strip_prefix("Serving http://").and_then(|rest| {
                        let rest = rest.split_once(']').map_or(rest, |(_, rest)| rest);
                        rest.split_once(':')?.1.split('/').next()?.parse::<u16>().ok()
                    });
                    said.lock().unwrap().push_str(&(line + "\n"));
                    if let Some(port) = port {
                        let _ = send.send(port);
                    }
                }
            });
        };
        listen(Box::new(out));
        listen(Box::new(err));
        match ready.recv_timeout(PATIENCE) {
            Ok(port) => Preview { child, port, said },
            Err(_) => {
                let _ = child.kill();
                panic!("no preview: {}", said.lock().unwrap());
            }
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What it has printed so far.
    pub fn printed(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Sends a request as it is, and reads the answer to the end of the connection.
    pub fn raw(&self, request: &[u8]) -> Option<Answer> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request).unwrap();
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|it| it == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_string())).collect();
        Some(Answer { status, headers, body: bytes[end + 4..].to_vec() })
    }

    /// A request with a method, a target and more header lines.
    #[track_caller]
    pub fn ask(&self, method: &str, target: &str, headers: &[&str], body: &str) -> Answer {
        let mut request = format!("{method} {target} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|line| line.to_ascii_lowercase().starts_with("host:")) {
            request.push_str(&format!("Host: 127.0.0.1:{}\r\n", self.port));
        }
        for line in headers {
            request.push_str(&format!("{line}\r\n"));
        }
        request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
        self.raw(request.as_bytes()).unwrap_or_else(|| panic!("no answer to {method} {target}"))
    }

    /// `GET`, as a script asks.
    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "")
    }

    /// The body of a page, as text.
    #[track_caller]
    pub fn page(&self, path: &str) -> String {
        self.get(path).text()
    }

    /// Which snapshot is shown.
    #[track_caller]
    pub fn id(&self) -> String {
        self.get("/robots.txt").header("server-timing").unwrap().to_string()
    }

    /// The newest news.
    #[track_caller]
    pub fn news(&self) -> Value {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let request = format!("GET /_dateline/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).unwrap();
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
        panic!("no news: {}", self.printed())
    }

    /// Waits until something holds.
    #[track_caller]
    pub fn until(&self, what: &str, mut holds: impl FnMut(&Preview) -> bool) -> Duration {
        let started = Instant::now();
        while !holds(self) {
            assert!(started.elapsed() < PATIENCE, "waited in vain: {what}\n{}", self.printed());
            std::thread::sleep(Duration::from_millis(2));
        }
        started.elapsed()
    }

    /// Waits until a page has certain words.
    #[track_caller]
    pub fn shows(&self, path: &str, words: &str) -> Duration {
        self.until(&format!("{path} shows {words}"), |preview| preview.page(path).contains(words))
    }

    /// Sends a signal and answers the exit code.
    pub fn end(mut self, signal: &str) -> Option<i32> {
        Command::new("kill").args([signal, &self.pid().to_string()]).status().unwrap();
        let started = Instant::now();
        loop {
            match self.child.try_wait().unwrap() {
                Some(status) => return status.code(),
                None if started.elapsed() > PATIENCE => panic!("it does not end"),
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
