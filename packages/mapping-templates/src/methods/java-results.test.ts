import { describe, expect, it } from 'vitest';
import { rendered } from '../testing/rendered.ts';

const start =
  '#set($s = "Hello World")#set($e = "")#set($l = [3, 1, "a"])#set($m = {"b": 1, "a": "x"})#set($n = 7)#set($f = 2.5)#set($t = true)';

function prints(rows: readonly (readonly [template: string, output: string])[]): void {
  it.each(rows)('%s prints %s', (template, output) => {
    expect(rendered(start + template)).toBe(output);
  });
}

function refuses(rows: readonly (readonly [template: string, message: string])[]): void {
  it.each(rows)('%s throws %s', (template, message) => {
    expect(() => rendered(start + template)).toThrow(`${message} at line 1, column`);
  });
}

// What the documentation of Java 8 says of its classes.
describe('VT-20: strings at their edges', () => {
  prints([
    ['$s.isEmpty() $e.isEmpty() $s.empty $e.empty', 'false true false true'],
    ['$s.indexOf(111) $s.indexOf(111, 5) $s.lastIndexOf(111) $s.lastIndexOf(111, 5)', '4 7 7 4'],
    ['$s.indexOf(-1) $s.indexOf(1114112) $e.indexOf(0) $s.indexOf(1114111)', '-1 -1 -1 -1'],
    ['#set($z = $util.urlDecode("%00%F4%8F%BF%BF"))$z.indexOf(0) $z.indexOf(1114111)', '0 1'],
    ['$s.lastIndexOf("H", 0) $s.lastIndexOf("H", -1)', '0 -1'],
    [
      '$s.startsWith("H", 0) $s.startsWith("H", -1) $s.startsWith("e", 1) $s.startsWith("x", 1)',
      'true false true false',
    ],
    ['$s.endsWith("x") $s.contains("x") $s.equals("x") $s.equalsIgnoreCase("x")', 'false false false false'],
    ['$s.contentEquals("Hello World") $s.contentEquals("x")', 'true false'],
    [
      '#set($a = "ǰß")$a.equalsIgnoreCase("ǰß") $s.compareToIgnoreCase("HELLO WORLD") $s.compareToIgnoreCase("ha")',
      'true 0 4',
    ],
    [
      '$s.compareTo("Hello") $e.compareTo("ab") $s.compareTo("Hello World") $s.compareTo("Hellp")',
      '6 -2 0 -1',
    ],
    ['[$e.trim()]#set($a = "  a b  ")[$a.trim()]#set($a = "   ")[$a.trim()]', '[][a b][]'],
    ['$s.substring(11)|$s.substring(3, 3)|$s.substring(0, 11)|$s.charAt(10)', '||Hello World|d'],
    ['$s.intern() $s.toString() $s.hashCode() $e.hashCode()', 'Hello World Hello World -862545276 0'],
    ['$s.toCharArray().size() $s.valueOf(1.0) $s.join("-", ["a", "b"])|$s.join("-", [])', '11 1.0 a-b|'],
    ['$s.split("o", 2).size() $s.split("o", 2)[1] $s.split("l")', '2  World [Ljava.lang.String;@1'],
    ['$s.codePointAt(0) #set($a = "😀")$a.codePointAt(0) $a.length()', '72128512 2'],
    [
      '[$s.length(1)][$s.indexOf(true)][$s.concat(1)][$s.substring(1.5)][$s.substring(99999999999)]',
      '[][][][][]',
    ],
  ]);
  refuses([
    ['$s.charAt(11)', 'StringIndexOutOfBoundsException: begin 11, end 12, length 11'],
    ['$s.substring(0, 12)', 'StringIndexOutOfBoundsException: begin 0, end 12, length 11'],
    ['$s.substring(-1)', 'StringIndexOutOfBoundsException: begin -1, end 11, length 11'],
    ['$s.codePointAt(11)', 'StringIndexOutOfBoundsException: begin 11, end 12, length 11'],
    ['$s.join("-", [1])', 'Expected a list of strings to join'],
  ]);
});

describe('VT-20: lists and sets at their edges', () => {
  prints([
    ['#set($z = [])$z.isEmpty() $z.empty $l.empty', 'true true false'],
    ['$l.containsAll([3, 9]) $l.containsAll([3, "a"]) $l.containsAll([])', 'false true true'],
    ['$l.indexOf(9) $l.lastIndexOf("a") $l.lastIndexOf(3) $l.indexOf(1)', '-1 2 0 1'],
    ['$l.addAll([]) $l.addAll(0, [9]) $l.add(4, "end")$l', 'false true [9, 3, 1, a, end]'],
    ['$l.remove("zz") $l.remove("a") $l', 'false true [3, 1]'],
    ['$l.remove(true) $l.removeAll([9]) $l.retainAll([3, 1, "a"]) $l', 'false false false [3, 1, a]'],
    ['$l.subList(0, 3) $l.subList(1, 1) $l.subList(3, 3)', '[3, 1, a] [] []'],
    ["#set($j = $util.parseJson('[1,2,3]'))$j.subList(1, 3) $j.subList(0, 1)", '[2,3] [1]'],
    ['#set($c = $l.toArray())#set($x = $c.set(0, 9))$l $c.size() $c', '[3, 1, a] 3 [Ljava.lang.String;@1'],
    [
      '#set($k = $m.keySet())$k.isEmpty() $k.contains("b") $k.contains("z") $k.containsAll(["a", "b"]) $k.containsAll(["a", "z"])',
      'false true false true false',
    ],
    [
      '#set($z = {})$z.keySet().isEmpty() $z.isEmpty() $m.isEmpty() $m.keySet().toArray().size()',
      'true true false 2',
    ],
    ['[$m.keySet().get(0)][$m.values().get(0)][$m.entrySet().get(0)][$m.keySet().add(1)]', '[][][][]'],
    ['$m.keySet().equals($m.keySet()) $m.keySet().hashCode() $m.keySet().toString()', 'true 195 [b, a]'],
    ['[$m.keySet()[0]]#set($k = $m.keySet())#set($k[0] = "x")$k', '[][b, a]'],
    [
      '$l.hashCode() #set($a = [])$a.hashCode() #set($a = [true, false, $x])$a.hashCode() $m.hashCode()',
      '3280211251129 124',
    ],
    [
      '#set($a = [[1], {"k": [2]}])$a.hashCode() $a.equals([[1], {"k": [2]}]) $a.equals([[1], {"k": [3]}])',
      '2027 true false',
    ],
    ['#set($a = [1])#foreach($i in $a)$i#set($x = $a.add(2))#end$a', '1[1, 2]'],
  ]);
  refuses([
    ['$l.get(3)', 'Index 3 is out of bounds for length 3'],
    ['$l.get(-1)', 'Index -1 is out of bounds for length 3'],
    ['$l.add(4, "x")', 'Index 4 is out of bounds for length 4'],
    ['$l.subList(0, 4)', 'IndexOutOfBoundsException: 0 to 4 of 3 elements'],
    ['$l.subList(-1, 2)', 'IndexOutOfBoundsException: -1 to 2 of 3 elements'],
    ['$l.subList(2, 1)', 'IndexOutOfBoundsException: 2 to 1 of 3 elements'],
    ['$l[-4]', 'Index -1 is out of bounds for length 3'],
    ['#set($l[3] = 1)', 'Index 3 is out of bounds for length 3'],
    ['$s[-1]', 'The negative index -1 needs a list'],
  ]);
});

describe('VT-20: entries of a map', () => {
  prints([
    ['#foreach($e in $m.entrySet())$e.setValue(9)$e.value#end$m', '19x9{b=9, a=9}'],
    ['#foreach($e in $m.entrySet())$e.getKey()$e.getValue()$e.toString();#end', 'b1b=1;axa=x;'],
    [
      '#foreach($e in $m.entrySet())[$e.other][$e.getKey(1)][$e.other()][$e.setValue()]#end',
      '[][][][][][][][]',
    ],
    [
      '$m.getOrDefault("b", 2) $m.getOrDefault("c", 2) $m.containsValue(1) $m.containsValue(2)',
      '1 2 true false',
    ],
    ['$m.remove("z")$m.remove("b")$m', '1{a=x}'],
    [
      "#set($j = $util.parseJson('{\"b\":1,\"a\":2}'))$j.remove('b')$j.remove(1)$j.put('2', 3)$j.remove('a')$j.containsKey('2')$j.containsKey(2)",
      '12truefalse',
    ],
    [
      "#set($j = $util.parseJson('{\"b\":1}'))$j.put('__proto__', 2)$j.get('__proto__')$j.containsKey('toString')$j.toString",
      '2false',
    ],
  ]);
});

describe('VT-20: numbers at their edges', () => {
  prints([
    ['$n.longValue() $n.shortValue() $n.byteValue() $n.floatValue() $n.hashCode()', '7 7 7 7.0 7'],
    [
      '#set($b = 4294967297)$b.intValue() $b.shortValue() $b.byteValue() $b.longValue() $b.hashCode()',
      '1 1 1 4294967297 1',
    ],
    ['#set($b = 18446744073709551617)$b.longValue() $b.intValue() $b', '1 1 18446744073709551617'],
    ['#set($b = -2.9)$b.intValue() $b.longValue() $b.doubleValue()', '-2 -2 -2.9'],
    [
      '$n.compareTo(6) $n.compareTo(7) $n.compareTo(8) $n.compare(1, 2) $n.compare(2, 1) $n.compare(2.0, 2)',
      '1 0 -1 -1 1 0',
    ],
    ['$n.max(1, 2) $n.max(2, 1) $n.min(1, 2) $n.min(2, 1) $n.sum(1, 2.5) $n.signum(-5)', '2 2 1 1 3.5 -1'],
    [
      '$n.toHexString(-1) $n.toOctalString(8) $n.toBinaryString(-1).length() $n.toString(255) $n.toString(255, 16)',
      'ffffffff 10 32 255 ff',
    ],
    [
      '$n.parseInt("+7") $n.parseInt("zz", 36) $n.parseInt("11", 2) $n.parseLong("9223372036854775807") $n.parseInt("-2147483648")',
      '7 1295 3 9223372036854775807 -2147483648',
    ],
    [
      '$n.parseDouble(" 1.5 ") $n.parseDouble(".5") $n.parseDouble("-1e-3") $n.parseDouble("2d") $n.parseFloat("3.F") $n.parseDouble("+12.25e+10")',
      '1.5 0.5 -0.001 2.0 3.0 1.225E11',
    ],
    [
      '#set($x = $n.parseDouble("NaN"))$x.isNaN() $x.isInfinite() #set($x = $n.parseDouble("-Infinity"))$x.isNaN() $x.isInfinite()',
      'true falsefalse true',
    ],
    [
      '#set($x = $n.parseDouble("Infinity"))$x.isInfinite() $f.isInfinite() $n.isInfinite() $n.isNaN()',
      'true false false false',
    ],
    [
      '$n.valueOf("12") $f.valueOf("12") $n.valueOf(3) $n.equals(7.0) $n.equals("7") $n.toString()',
      '12 12.0 3 false false 7',
    ],
    ['[$n.parseInt(1)][$n.parseInt(" 1", true)][$n.toHexString(1.5)]', '[][][]'],
  ]);
  refuses([
    ['$n.parseInt("")', 'NumberFormatException: For input string: ""'],
    ['$n.parseInt("-")', 'NumberFormatException: For input string: "-"'],
    ['$n.parseInt("1-2")', 'NumberFormatException: For input string: "1-2"'],
    ['$n.parseInt("1x")', 'NumberFormatException: For input string: "1x"'],
    ['$n.parseInt("2147483648")', 'NumberFormatException: For input string: "2147483648"'],
    ['$n.parseInt("8", 8)', 'NumberFormatException: For input string: "8"'],
    ['$n.parseInt("1", 1)', 'NumberFormatException: radix 1 is not in 2 to 36'],
    ['$n.parseInt("1", 37)', 'NumberFormatException: radix 37 is not in 2 to 36'],
    [`$n.parseInt("${'x'.repeat(60)}")`, `NumberFormatException: For input string: "${'x'.repeat(50)}"`],
    [`$n.parseInt("${'0'.repeat(71)}")`, `NumberFormatException: For input string: "${'0'.repeat(50)}"`],
    ...['', '1x', 'x1', '1e', '1e1.5', '.', '1..2', '--1', '1dd', 'Inf'].map(
      (value) =>
        [`$n.parseDouble("${value}")`, `NumberFormatException: For input string: "${value}"`] as const,
    ),
    [`$n.parseDouble("${'x'.repeat(60)}")`, `NumberFormatException: For input string: "${'x'.repeat(50)}"`],
  ]);
});

describe('VT-20: booleans at their edges', () => {
  prints([
    [
      '$t.booleanValue() $t.equals(false) $t.equals("true") $t.compareTo(true) $t.toString(false) $t.hashCode()',
      'true false false 0 false 1231',
    ],
    ['#set($x = false)$x.compareTo(true) $x.compareTo(false) $x.hashCode() $x.toString()', '-1 0 1237 false'],
    ['$t.parseBoolean("no") $t.valueOf("True") $t.valueOf("1") $t.valueOf(false)', 'false true false false'],
    [
      '$t.logicalAnd(true, false) $t.logicalAnd(true, true) $t.logicalOr(false, true) $t.logicalOr(false, false)',
      'false true true false',
    ],
    ['$t.logicalXor(true, true) $t.logicalXor(true, false) [$t.logicalXor(true, 1)]', 'false true []'],
  ]);
});
