//! Exact decimal numbers, the values that JSON can write down.

use std::cmp::Ordering;

use serde_json::{Number, Value};

/// `mantissa · 10^exponent`, kept without trailing zeros so that equal numbers are equal values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Decimal {
    mantissa: i128,
    exponent: i32,
}

/// Bounds the digits that two numbers may be apart, so that no operation overflows unnoticed.
const MAX_SHIFT: u32 = 36;

impl Decimal {
    /// The number `mantissa · 10^exponent`.
    pub(crate) fn new(mut mantissa: i128, mut exponent: i32) -> Self {
        if mantissa == 0 {
            exponent = 0;
        }
        while mantissa != 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            exponent += 1;
        }
        Self { mantissa, exponent }
    }

    pub(crate) fn integer(value: i128) -> Self {
        Self::new(value, 0)
    }

    /// Reads the shortest decimal text of `number`; `None` where it has too many digits.
    pub(crate) fn read(number: &Number) -> Option<Self> {
        let text = number.to_string();
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
            None => (text.as_str(), 0),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mantissa = format!("{whole}{fraction}").parse().ok()?;
        let places = i32::try_from(fraction.len()).ok()?;
        Some(Self::new(mantissa, exponent.checked_sub(places)?))
    }

    /// The JSON number that reads back as this value, where there is one.
    pub(crate) fn to_json(self) -> Option<Value> {
        if let Some(integer) = self.to_integer() {
            if let Ok(small) = i64::try_from(integer) {
                return Some(small.into());
            }
            if let Ok(large) = u64::try_from(integer) {
                return Some(large.into());
            }
        }
        let float: f64 = format!("{}e{}", self.mantissa, self.exponent).parse().ok()?;
        let number = Number::from_f64(float)?;
        (Self::read(&number) == Some(self)).then_some(Value::Number(number))
    }

    pub(crate) fn is_integer(self) -> bool {
        self.exponent >= 0
    }

    /// The value as an integer, unless it has a fraction or too many digits.
    pub(crate) fn to_integer(self) -> Option<i128> {
        let exponent = u32::try_from(self.exponent).ok()?;
        scaled(self.mantissa, exponent)
    }

    /// Orders two numbers; `None` where that takes more digits than there are.
    pub(crate) fn compare(self, other: Self) -> Option<Ordering> {
        if let Some((left, right, _)) = self.aligned(other) {
            return Some(left.cmp(&right));
        }
        // Numbers that are too far apart to be written with one exponent differ in magnitude.
        let by_sign = self.mantissa.signum().cmp(&other.mantissa.signum());
        let by_magnitude = self.magnitude().cmp(&other.magnitude());
        match (by_sign, by_magnitude) {
            (Ordering::Equal, Ordering::Equal) => None,
            (Ordering::Equal, order) if self.is_negative() => Some(order.reverse()),
            (Ordering::Equal, order) => Some(order),
            (order, _) => Some(order),
        }
    }

    pub(crate) fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The number of digits before the decimal point, negative for zeros behind it.
    fn magnitude(self) -> i64 {
        let digits = self.mantissa.unsigned_abs().checked_ilog10().unwrap_or(0);
        i64::from(digits) + i64::from(self.exponent)
    }

    pub(crate) fn add(self, other: Self) -> Option<Self> {
        let (left, right, exponent) = self.aligned(other)?;
        Some(Self::new(left.checked_add(right)?, exponent))
    }

    /// Half of the value.
    pub(crate) fn half(self) -> Option<Self> {
        Some(Self::new(self.mantissa.checked_mul(5)?, self.exponent.checked_sub(1)?))
    }

    pub(crate) fn times(self, factor: i128) -> Option<Self> {
        Some(Self::new(self.mantissa.checked_mul(factor)?, self.exponent))
    }

    /// The whole number of times that `divisor` goes into the value, rounded up.
    pub(crate) fn quotient_ceil(self, divisor: Self) -> Option<i128> {
        let (left, right, _) = self.aligned(divisor)?;
        if right == 0 {
            return None;
        }
        let quotient = left.checked_div_euclid(right)?;
        if left.checked_rem_euclid(right)? == 0 { Some(quotient) } else { quotient.checked_add(1) }
    }

    pub(crate) fn is_multiple_of(self, divisor: Self) -> Option<bool> {
        let (left, right, _) = self.aligned(divisor)?;
        if right == 0 {
            return None;
        }
        Some(left.checked_rem(right)? == 0)
    }

    /// The least positive number that both numbers divide.
    pub(crate) fn least_common_multiple(self, other: Self) -> Option<Self> {
        let (left, right, exponent) = self.aligned(other)?;
        let divisor = greatest_common_divisor(left, right);
        if divisor == 0 {
            return None;
        }
        Some(Self::new((left / divisor).checked_mul(right)?, exponent))
    }

    /// Both mantissas over the smaller of the two exponents.
    fn aligned(self, other: Self) -> Option<(i128, i128, i32)> {
        let exponent = self.exponent.min(other.exponent);
        let left = scaled(self.mantissa, self.exponent.abs_diff(exponent))?;
        let right = scaled(other.mantissa, other.exponent.abs_diff(exponent))?;
        Some((left, right, exponent))
    }
}

fn scaled(mantissa: i128, shift: u32) -> Option<i128> {
    if mantissa == 0 {
        return Some(0);
    }
    if shift > MAX_SHIFT {
        return None;
    }
    mantissa.checked_mul(10_i128.checked_pow(shift)?)
}

fn greatest_common_divisor(left: i128, right: i128) -> i128 {
    let (mut left, mut right) = (left.abs(), right.abs());
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Ordering};
    use serde_json::json;

    fn decimal(value: &serde_json::Value) -> Decimal {
        let serde_json::Value::Number(number) = value else { panic!("a number") };
        Decimal::read(number).expect("a short number")
    }

    #[test]
    fn equal_numbers_are_equal_values() {
        assert_eq!(decimal(&json!(1.0)), decimal(&json!(1)));
        assert_eq!(decimal(&json!(1e3)), decimal(&json!(1000)));
    }

    #[test]
    fn multiples_are_exact() {
        assert_eq!(decimal(&json!(19.99)).is_multiple_of(decimal(&json!(0.01))), Some(true));
        assert_eq!(decimal(&json!(0.35)).is_multiple_of(decimal(&json!(0.1))), Some(false));
    }

    #[test]
    fn numbers_far_apart_are_ordered() {
        let numbers = [-1e300, -1.0, 1e-300, 1.0, 3.402_823_5e38, 1e300];
        let numbers: Vec<Decimal> = numbers.iter().map(|number| decimal(&json!(number))).collect();
        assert!(numbers.windows(2).all(|pair| pair[0].compare(pair[1]) == Some(Ordering::Less)));
    }

    #[test]
    fn quotients_are_rounded_up_below_zero_too() {
        let step = decimal(&json!(0.5));
        assert_eq!(decimal(&json!(-1.2)).quotient_ceil(step), Some(-2));
        assert_eq!(decimal(&json!(1.2)).quotient_ceil(step), Some(3));
    }
}
