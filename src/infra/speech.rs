//! Read-aloud by the phone's own Chinese voice, where it has one. Most Android web views have none: then no button shows.

use wasm_bindgen::JsCast;

use super::browser::{property, window};

fn synthesis() -> Option<web_sys::SpeechSynthesis> {
    property(&window(), "speechSynthesis").dyn_into().ok()
}

/// A Chinese voice of this phone.
fn voice() -> Option<web_sys::SpeechSynthesisVoice> {
    let voices = synthesis()?.get_voices();
    voices
        .iter()
        .filter_map(|v| v.dyn_into::<web_sys::SpeechSynthesisVoice>().ok())
        .find(|v| v.lang().to_ascii_lowercase().replace('_', "-").starts_with("zh"))
}

/// Whether read-aloud works here.
pub fn available() -> bool {
    voice().is_some()
}

/// Starts reading, slower in 长辈版; `done` runs at the end or when stopped.
pub fn read(text: &str, rate: f32, done: impl FnOnce() + 'static) {
    let (Some(synthesis), Some(voice)) = (synthesis(), voice()) else { return done() };
    synthesis.cancel();
    let Ok(utterance) = web_sys::SpeechSynthesisUtterance::new_with_text(text) else { return done() };
    utterance.set_voice(Some(&voice));
    utterance.set_lang(&voice.lang());
    utterance.set_rate(rate);
    let done = wasm_bindgen::closure::Closure::once_into_js(done);
    utterance.set_onend(Some(done.unchecked_ref()));
    synthesis.speak(&utterance);
}

/// Stops reading.
pub fn stop() {
    if let Some(synthesis) = synthesis() {
        synthesis.cancel();
    }
}
