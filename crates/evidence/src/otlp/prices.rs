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
/// # Ok::<(), export_bundles_evidence::otlp::PricesError>(())
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

/// Why a text is no list of prices.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PricesError {
    /// It is no JSON, or another one.
    #[error("expected {{\"MODEL\": {{\"input\": …, \"output\": …}}}}: {0}")]
    Malformed(#[from] serde_json::Error),
    /// A price of that model is below 0.
    #[error("expected prices of 0 or more, found another one of the model {0}")]
    Negative(String),
}

impl Prices {
    /// Reads a list of prices: a JSON object with a member `{"input": …, "output": …}` for each model, in US cents
    /// for a million tokens.
    ///
    /// # Errors
    ///
    /// Says what was expected.
    pub fn parse(text: &[u8]) -> Result<Self, PricesError> {
        let prices: BTreeMap<String, Price> = serde_json::from_slice(text)?;
        let is_price = |it: &Price| it.input >= 0.0 && it.output >= 0.0;
        match prices.iter().find(|(_, price)| !is_price(price)) {
            None => Ok(Self(prices)),
            Some((model, _)) => Err(PricesError::Negative(model.clone())),
        }
    }

    /// What tokens of a model cost, in US cents; nothing where its price is not known.
    pub(crate) fn of(&self, model: &str, input: u64, output: u64) -> Option<f64> {
        let price = self.0.get(model)?;
        Some((input as f64 * price.input + output as f64 * price.output) / 1e6)
    }
}
