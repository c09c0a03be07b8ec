//! Secrets are drawn here: the one place, beside [`super::ctx::Ctx`], that asks the system for chance.

/// Random bytes for keys, tokens and passwords, from the generator that the system seeds.
#[expect(clippy::disallowed_methods, reason = "the one place that draws secrets")]
pub fn bytes<const N: usize>() -> [u8; N]
where
    rand::distr::StandardUniform: rand::distr::Distribution<[u8; N]>,
{
    rand::random()
}
