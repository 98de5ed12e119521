//! A real browser: Debian's Chromium without a screen, told what to do over the two pipes that it offers for that
//! (`--remote-debugging-pipe`: JSON parted by NULs). One process serves all tests of a binary; each has its own window.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Instant;

use serde_json::{Value, json};

use super::serve::PATIENCE;

/// Programs that are Chromium.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Removes what the browser leaves when it ends, which is when the test's process does.
const START: &str = r#"
place=$(mktemp -d)
"$0" --headless --no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --user-data-dir="$place" \
    --remote-debugging-pipe about:blank 3<&0 4>&1 </dev/null >/dev/null 2>&1
rm -rf "$place"
"#;

/// The running browser.
pub struct Browser {
    /// Ends when the pipes do.
    _shell: Child,
    input: Mutex<ChildStdin>,
    next: AtomicU64,
    heard: Arc<Heard>,
}

#[derive(Default)]
struct Heard {
    waiting: Mutex<HashMap<u64, Sender<Value>>>,
    /// What each window has told of itself.
    events: Mutex<HashMap<String, Vec<Value>>>,
}

/// A window with one page.
pub struct Tab {
    browser: &'static Browser,
    target: String,
    session: String,
}

/// Alt, as the protocol counts keys that are held.
pub const ALT: u32 = 1;

impl Browser {
    /// The browser; `None`, and a line that says so, where there is none and none is demanded.
    pub fn get() -> Option<&'static Browser> {
        static BROWSER: OnceLock<Option<Browser>> = OnceLock::new();
        BROWSER.get_or_init(Browser::start).as_ref()
    }

    fn start() -> Option<Browser> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let places = std::env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name)));
        let Some(program) = { places }.find(|place| place.is_file()) else {
            let is_demanded = std::env::var_os("DATELINE_BROWSER").is_some();
            assert!(!is_demanded, "DATELINE_BROWSER is set, and there is no Chromium on the path");
            // Not `eprintln!`, which the test runner would keep to itself.
            let _ = std::io::stderr().write_all(b"SKIPPED: there is no Chromium for the browser tests\n");
            return None;
        };
        let mut shell = Command::new("sh");
        shell.args(["-c", START]).arg(program).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = shell.spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let heard = Arc::new(Heard::default());
        let ears = heard.clone();
        std::thread::spawn(move || ears.listen(BufReader::new(output)));
        Some(Browser { _shell: child, input: Mutex::new(input), next: AtomicU64::new(1), heard })
    }

    /// Calls a method of the protocol, and waits for what comes of it.
    #[track_caller]
    fn call(&self, session: Option<&str>, method: &str, parameters: &Value) -> Value {
        let asked = self.ask(session, method, parameters);
        asked.unwrap_or_else(|error| panic!("{method} {parameters}: {error}"))
    }

    /// The same; `Err` is the browser's refusal.
    #[track_caller]
    fn ask(&self, session: Option<&str>, method: &str, parameters: &Value) -> Result<Value, Value> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let mut message = json!({"id": id, "method": method, "params": parameters});
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let (send, answer) = channel();
        self.heard.waiting.lock().unwrap().insert(id, send);
        self.input.lock().unwrap().write_all(format!("{message}\0").as_bytes()).unwrap();
        let answer = answer.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no answer to {message}"));
        if answer["error"].is_null() { Ok(answer["result"].clone()) } else { Err(answer["error"].clone()) }
    }

    /// A new window.
    pub fn tab(&'static self) -> Tab {
        let made = self.call(None, "Target.createTarget", &json!({"url": "about:blank", "newWindow": true}));
        self.attach(made["targetId"].as_str().unwrap())
    }

    fn attach(&'static self, target: &str) -> Tab {
        let attached =
            self.call(None, "Target.attachToTarget", &json!({"targetId": target, "flatten": true}));
        let session = attached["sessionId"].as_str().unwrap().to_string();
        let tab = Tab { browser: self, target: target.to_string(), session };
        for domain in ["Page", "Runtime", "Log"] {
            tab.call(&format!("{domain}.enable"), &json!({}));
        }
        tab
    }
}

impl Heard {
    fn listen(&self, mut output: impl BufRead) {
        let mut bytes = Vec::new();
        while output.read_until(0, &mut bytes).is_ok_and(|length| length > 0) {
            let said: Value = serde_json::from_slice(bytes.strip_suffix(b"\0").unwrap_or(&bytes)).unwrap();
            bytes.clear();
            if let Some(waits) = said["id"].as_u64().and_then(|id| self.waiting.lock().unwrap().remove(&id)) {
                let _ = waits.send(said);
            } else if let Some(session) = said["sessionId"].as_str() {
                self.events.lock().unwrap().entry(session.to_string()).or_default().push(said.clone());
            }
        }
    }
}

impl Tab {
    #[track_caller]
    pub fn call(&self, method: &str, parameters: &Value) -> Value {
        self.browser.call(Some(&self.session), method, parameters)
    }

    /// Another tab in the same window, which hides this one.
    #[track_caller]
    pub fn beside(&self) -> Tab {
        let ours = || -> Vec<String> {
            let targets = self.browser.call(None, "Target.getTargets", &json!({}));
            let opened = targets["targetInfos"].as_array().unwrap().iter();
            let opened = opened.filter(|target| target["openerId"] == self.target.as_str());
            opened.map(|target| target["targetId"].as_str().unwrap().to_string()).collect()
        };
        let before = ours();
        self.call("Runtime.evaluate", &json!({"expression": "open('about:blank'); 0", "userGesture": true}));
        self.wait("the tab opens", || ours().len() > before.len());
        self.browser.attach(ours().iter().find(|target| !before.contains(target)).unwrap())
    }

    /// Brings the tab to the front of its window.
    pub fn show(&self) {
        self.browser.call(None, "Target.activateTarget", &json!({"targetId": self.target}));
    }

    /// Goes to a page and waits until it has loaded.
    #[track_caller]
    pub fn open(&self, url: &str) {
        let loads = self.loads();
        self.call("Page.navigate", &json!({"url": url}));
        self.wait(&format!("{url} loads"), || self.loads() > loads);
    }

    /// What an expression comes to, promises awaited; as if the reader had just done something.
    #[track_caller]
    pub fn eval(&self, script: &str) -> Value {
        self.try_eval(script).unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The same; `Err` where the browser could not tell: the page was left meanwhile.
    #[track_caller]
    fn try_eval(&self, script: &str) -> Result<Value, Value> {
        let asked =
            json!({"expression": script, "awaitPromise": true, "returnByValue": true, "userGesture": true});
        let answer = self.browser.ask(Some(&self.session), "Runtime.evaluate", &asked)?;
        assert!(answer["exceptionDetails"].is_null(), "{script}: {}", answer["exceptionDetails"]);
        Ok(answer["result"]["value"].clone())
    }

    /// Waits until an expression is true.
    #[track_caller]
    pub fn until(&self, script: &str) {
        let started = Instant::now();
        while self.try_eval(script) != Ok(Value::Bool(true)) {
            if started.elapsed() > PATIENCE {
                let page = self.eval("location.href + '\\n' + document.documentElement.innerText");
                panic!("waited in vain: {script}\n{}\n{:?}", page.as_str().unwrap(), self.complaints());
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }

    #[track_caller]
    fn wait(&self, what: &str, holds: impl Fn() -> bool) {
        let started = Instant::now();
        while !holds() {
            assert!(started.elapsed() < PATIENCE, "waited in vain: {what}");
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
    }

    /// What the page has told of itself under a name of the protocol.
    pub fn events(&self, method: &str) -> Vec<Value> {
        let events = self.browser.heard.events.lock().unwrap();
        let own = events.get(&self.session).into_iter().flatten();
        own.filter(|event| event["method"] == method).map(|event| event["params"].clone()).collect()
    }

    /// How often a page has loaded here.
    pub fn loads(&self) -> usize {
        self.events("Page.loadEventFired").len()
    }

    /// Everything that a console would show in red, and every dialog: violations of the policy, scripts that fail.
    /// Answers that the network gives, such as 404, are none.
    pub fn complaints(&self) -> Vec<String> {
        let logged = self.events("Log.entryAdded").into_iter().map(|event| event["entry"].clone());
        let logged = logged.filter(|entry| entry["level"] == "error" && entry["source"] != "network");
        let thrown = self.events("Runtime.exceptionThrown").into_iter();
        let dialogs = self.events("Page.javascriptDialogOpening").into_iter();
        let printed = self.events("Runtime.consoleAPICalled").into_iter();
        let printed = printed.filter(|event| event["type"] == "error");
        logged.chain(thrown).chain(dialogs).chain(printed).map(|it| it.to_string()).collect()
    }

    /// Clicks in the middle of what an expression answers, as a mouse does.
    #[track_caller]
    pub fn click(&self, element: &str, held: u32) {
        let place = self.eval(&format!(
            "(() => {{ const it = {element}; it.scrollIntoView({{ block: 'center', behavior: 'instant' }}); \
             const box = it.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }})()"
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            self.call(
                "Input.dispatchMouseEvent",
                &json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1, "modifiers": held}),
            );
        }
    }

    /// Presses a key.
    pub fn key(&self, key: &str) {
        for kind in ["keyDown", "keyUp"] {
            self.call("Input.dispatchKeyEvent", &json!({"type": kind, "key": key, "code": key}));
        }
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        // Not `call`: a test that fails must not fail again on the way out.
        let close = json!({"id": 0, "method": "Target.closeTarget", "params": {"targetId": self.target}});
        if let Ok(mut input) = self.browser.input.lock() {
            let _ = input.write_all(format!("{close}\0").as_bytes());
        }
    }
}
