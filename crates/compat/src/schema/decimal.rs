//! Exact numbers: the values that JSON can write down, and what is computed of them.

use std::fmt;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use serde_json::{Number, Value};

/// An exact rational number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Decimal(BigRational);

/// No double has a larger exponent in its shortest text, and a number of so many digits is still quick
/// to compute with.
const MAX_EXPONENT: i32 = 400;

impl Decimal {
    /// The number `mantissa · 10^exponent`; none where the exponent is out of reach.
    fn scaled(mantissa: BigInt, exponent: i32) -> Option<Self> {
        if exponent.unsigned_abs() > MAX_EXPONENT.unsigned_abs() {
            return None;
        }
        let power = BigInt::from(10).pow(exponent.unsigned_abs());
        Some(Self(match exponent.is_negative() {
            true => BigRational::new(mantissa, power),
            false => BigRational::from_integer(mantissa * power),
        }))
    }

    pub(crate) fn integer(value: impl Into<BigInt>) -> Self {
        Self(BigRational::from_integer(value.into()))
    }

    /// `tenths / 10`.
    pub(crate) fn tenths(tenths: i32) -> Self {
        Self(BigRational::new(tenths.into(), 10.into()))
    }

    /// Reads the shortest decimal text of `number`; `None` where its exponent is out of reach.
    pub(crate) fn read(number: &Number) -> Option<Self> {
        let text = number.to_string();
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
            None => (text.as_str(), 0),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mantissa = format!("{whole}{fraction}").parse().ok()?;
        let places = i32::try_from(fraction.len()).ok()?;
        Self::scaled(mantissa, exponent.checked_sub(places)?)
    }

    /// The JSON number that reads back as this value, where there is one.
    pub(crate) fn to_json(&self) -> Option<Value> {
        if let Some(integer) = self.to_integer() {
            if let Some(small) = integer.to_i64() {
                return Some(small.into());
            }
            if let Some(large) = integer.to_u64() {
                return Some(large.into());
            }
        }
        let number = Number::from_f64(self.to_double()?)?;
        (Self::read(&number).as_ref() == Some(self)).then_some(Value::Number(number))
    }

    /// Whether a document with a number farther from zero cannot be read: a double holds none.
    pub(crate) fn is_the_last_double(&self) -> bool {
        self.0.numer().bits() > 1_000
            && self.to_double().is_some_and(|float| float.abs() == f64::MAX)
    }

    pub(crate) fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// The double that is nearest.
    pub(crate) fn to_double(&self) -> Option<f64> {
        self.0.to_f64()
    }

    /// The doubles right above and below, as far as there are any.
    pub(crate) fn doubles_beside(&self) -> impl Iterator<Item = Self> + use<> {
        let beside = self.to_double().map(|double| [double.next_up(), double.next_down()]);
        let numbers = beside.into_iter().flatten().filter_map(Number::from_f64);
        numbers.filter_map(|number| Self::read(&number))
    }

    pub(crate) fn is_integer(&self) -> bool {
        self.0.is_integer()
    }

    /// The value as an integer, unless it has a fraction.
    pub(crate) fn to_integer(&self) -> Option<BigInt> {
        self.0.is_integer().then(|| self.0.numer().clone())
    }

    /// The power of ten next to the value that is farther from zero.
    pub(crate) fn power_of_ten_beyond(&self) -> Self {
        let digits = self.0.trunc().numer().magnitude().to_string().len();
        let power = BigInt::from(10).pow(u32::try_from(digits).unwrap_or(u32::MAX));
        Self::integer(if self.0.is_negative() { -power } else { power })
    }

    pub(crate) fn plus(&self, other: &Self) -> Self {
        Self(&self.0 + &other.0)
    }

    pub(crate) fn minus(&self, other: &Self) -> Self {
        Self(&self.0 - &other.0)
    }

    /// Half of the value.
    pub(crate) fn half(&self) -> Self {
        Self(&self.0 / BigInt::from(2))
    }

    pub(crate) fn times(&self, factor: &BigInt) -> Self {
        Self(&self.0 * factor)
    }

    /// The whole number of times that `divisor` goes into the value, rounded up; none for zero.
    pub(crate) fn quotient_ceil(&self, divisor: &Self) -> Option<BigInt> {
        (!divisor.0.is_zero()).then(|| (&self.0 / &divisor.0).ceil().to_integer())
    }

    /// The whole number of times that `divisor` goes into the value, rounded down; none for zero.
    pub(crate) fn quotient_floor(&self, divisor: &Self) -> Option<BigInt> {
        (!divisor.0.is_zero()).then(|| (&self.0 / &divisor.0).floor().to_integer())
    }

    /// Whether the value is a whole number of times `divisor`; of zero nothing is.
    pub(crate) fn is_multiple_of(&self, divisor: &Self) -> bool {
        let whole = divisor.0.numer() * self.0.denom();
        !whole.is_zero() && (self.0.numer() * divisor.0.denom()).is_multiple_of(&whole)
    }

    /// The least positive number that both numbers divide.
    pub(crate) fn least_common_multiple(&self, other: &Self) -> Self {
        let numer = self.0.numer().lcm(other.0.numer());
        Self(BigRational::new(numer, self.0.denom().gcd(other.0.denom())))
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;
    use serde_json::{Value, json};

    fn decimal(value: &Value) -> Decimal {
        let Value::Number(number) = value else { panic!("a number") };
        Decimal::read(number).expect("a number within reach")
    }

    #[test]
    fn equal_numbers_are_equal_values() {
        assert_eq!(decimal(&json!(1.0)), decimal(&json!(1)));
        assert_eq!(decimal(&json!(1e3)), decimal(&json!(1000)));
    }

    #[test]
    fn multiples_are_exact() {
        assert!(decimal(&json!(19.99)).is_multiple_of(&decimal(&json!(0.01))));
        assert!(!decimal(&json!(0.35)).is_multiple_of(&decimal(&json!(0.1))));
        assert!(decimal(&json!(1e300)).is_multiple_of(&decimal(&json!(1e-300))));
    }

    #[test]
    fn the_longest_numbers_are_read_and_written() {
        for value in [json!(i64::MIN), json!(u64::MAX), json!(-1e19), json!(5e-324)] {
            assert_eq!(decimal(&value).to_json(), Some(value));
        }
        assert!(decimal(&json!(-f64::MAX)).is_the_last_double());
        assert!(!decimal(&json!(1.797e308)).is_the_last_double());
    }

    #[test]
    fn numbers_far_apart_are_ordered() {
        let numbers = [-1e300, -1.0, 1e-300, 1.0, 3.402_823_5e38, 1e300];
        let numbers: Vec<Decimal> = numbers.iter().map(|number| decimal(&json!(number))).collect();
        assert!(numbers.is_sorted());
    }

    #[test]
    fn a_common_multiple_is_the_least() {
        let common = |left, right| decimal(&left).least_common_multiple(&decimal(&right));
        assert_eq!(common(json!(0.4), json!(0.6)), decimal(&json!(1.2)));
        assert_eq!(common(json!(4), json!(6)), decimal(&json!(12)));
    }

    #[test]
    fn quotients_are_rounded_below_zero_too() {
        let step = decimal(&json!(0.5));
        assert_eq!(decimal(&json!(-1.2)).quotient_ceil(&step), Some((-2).into()));
        assert_eq!(decimal(&json!(1.2)).quotient_ceil(&step), Some(3.into()));
        assert_eq!(decimal(&json!(-1.2)).quotient_floor(&step), Some((-3).into()));
    }
}
