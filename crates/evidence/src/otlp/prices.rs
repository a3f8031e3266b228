//! What tokens cost.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What the tokens of models cost, by the name of the model.
///
/// ```
/// use export_bundles_evidence::otlp::Prices;
///
/// let prices = Prices::parse(br#"{"small-model": {"input": 25, "output": 100}}"#)?;
/// assert!(Prices::parse(br#"{"small-model": {"input": -1, "output": 100}}"#).is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prices(BTreeMap<String, Price>);

/// What the tokens of a model cost, in US cents for a million of them.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Of those that it reads.
    pub input: f64,
    /// Of those that it writes.
    pub output: f64,
}

impl Prices {
    /// Reads a list of prices: a JSON object with a member `{"input": …, "output": …}` for each model, in US cents
    /// for a million tokens.
    ///
    /// # Errors
    ///
    /// Says what was expected.
    pub fn parse(text: &[u8]) -> Result<Self, String> {
        let prices: BTreeMap<String, Price> =
            serde_json::from_slice(text).map_err(|error| error.to_string())?;
        let is_price = |it: &Price| it.input >= 0.0 && it.output >= 0.0;
        match prices.values().all(is_price) {
            true => Ok(Self(prices)),
            false => Err("expected prices of 0 or more".to_owned()),
        }
    }

    /// What tokens of a model cost, in US cents; nothing where its price is not known.
    pub(crate) fn of(&self, model: &str, input: u64, output: u64) -> Option<f64> {
        let price = self.0.get(model)?;
        Some((input as f64 * price.input + output as f64 * price.output) / 1e6)
    }
}
