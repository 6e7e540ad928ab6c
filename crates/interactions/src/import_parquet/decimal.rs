//! The digits of a decimal of any width.

/// Writes a big-endian two's complement integer with its point `scale` digits from the right.
pub(super) fn digits(bytes: &[u8], scale: i32) -> String {
    let negative = bytes.first().is_some_and(|first| first & 0x80 != 0);
    let mut magnitude = bytes.to_vec();
    if negative {
        negate(&mut magnitude);
    }
    let mut digits = Vec::new();
    while magnitude.iter().any(|byte| *byte != 0) {
        let mut rest = 0_u16;
        for byte in &mut magnitude {
            let part = rest * 256 + u16::from(*byte);
            *byte = u8::try_from(part / 10).expect("a rest below ten leaves a byte");
            rest = part % 10;
        }
        digits.push(char::from(b'0' + u8::try_from(rest).expect("below ten")));
    }
    let sign = if negative { "-" } else { "" };
    let Some(places) = usize::try_from(scale).ok().filter(|places| *places <= 100) else {
        // Not a scale that any writer makes: the digits, and where the point would be.
        return format!("{sign}{}e{}", text(&digits), -i64::from(scale));
    };
    while digits.len() <= places {
        digits.push('0');
    }
    let (fraction, whole) = digits.split_at(places);
    let point = if places > 0 { "." } else { "" };
    format!("{sign}{}{point}{}", text(whole), text(fraction))
}

fn text(reversed: &[char]) -> String {
    if reversed.is_empty() { String::new() } else { reversed.iter().rev().collect() }
}

fn negate(bytes: &mut [u8]) {
    let mut carry = true;
    for byte in bytes.iter_mut().rev() {
        let (sum, over) = (!*byte).overflowing_add(u8::from(carry));
        *byte = sum;
        carry = over;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_point_is_where_the_scale_says() {
        assert_eq!(digits(&1250_i32.to_be_bytes(), 2), "12.50");
        assert_eq!(digits(&(-5_i64).to_be_bytes(), 2), "-0.05");
        assert_eq!(digits(&[0], 0), "0");
        assert_eq!(digits(&7_i32.to_be_bytes(), -3), "7e3");
        assert_eq!(digits(&[], 2), "0.00");
    }

    proptest! {
        #[test]
        fn whole_numbers_are_their_digits(number in any::<i128>()) {
            prop_assert_eq!(digits(&number.to_be_bytes(), 0), number.to_string());
        }
    }
}
