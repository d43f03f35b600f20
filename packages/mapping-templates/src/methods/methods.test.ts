import { describe, expect, it } from 'vitest';
import { TemplateError } from '../template-error.ts';
import { rendered } from '../testing/rendered.ts';

const start =
  '#set($s = "Hello World")#set($l = [3, 1, "a"])#set($m = {"b": 1, "a": "x"})#set($n = 7)#set($f = 2.5)#set($t = true)';

function prints(rows: readonly (readonly [template: string, text: string])[]): void {
  it.each(rows)('%s prints %s', (template, text) => {
    expect(rendered(start + template)).toBe(text);
  });
}

// Every expectation in this file was printed by Velocity 1.7 on Java.
describe('VT-20: methods of strings', () => {
  prints([
    ['$s.length() $s.isEmpty() $s.empty', '11 false false'],
    ['$s.substring(6) $s.substring(0, 5) $s.subSequence(1, 3)', 'World Hello el'],
    ['$s.charAt(4) $s.codePointAt(0)', 'o 72'],
    ['$s.indexOf("o") $s.indexOf("o", 5) $s.indexOf("?")', '4 7 -1'],
    ['$s.lastIndexOf("o") $s.lastIndexOf("o", 5) $s.lastIndexOf("o", -1)', '7 4 -1'],
    [
      '$s.contains("lo W") $s.startsWith("Wor", 6) $s.startsWith("Hell") $s.endsWith("d")',
      'true true true true',
    ],
    ['$s.replace("l", "L") $s.replace("", ".").length()', 'HeLLo WorLd 23'],
    ['$s.replaceAll("[aeiou]", "<$0>")', 'H<e>ll<o> W<o>rld'],
    ['$s.replaceFirst("o", "0")', 'Hell0 World'],
    ['$s.matches("H.*") $s.matches("H")', 'true false'],
    ['$s.split("o").size() $s.split("o")[1] $s.split("o").get(2)', '3  W rld'],
    [
      '#set($c = "a,b,,")#foreach($p in $c.split(","))[$p]#end#foreach($p in $c.split(",", -1))($p)#end',
      '[a][b](a)(b)()()',
    ],
    ['$s.toUpperCase() $s.toLowerCase()', 'HELLO WORLD hello world'],
    ['#set($p = " a	")[$p.trim()]', '[a]'],
    ['$s.concat("!") $s.equals("Hello World") $s.equalsIgnoreCase("hello world")', 'Hello World! true true'],
    ['$s.compareTo("Help") $s.hashCode()', '-4 -862545276'],
    ['[$s.foo()][$s.substring("1")]', '[][]'],
  ]);
  it.each([
    '$s.substring(50)',
    '$s.substring(3, 1)',
    '$s.charAt(-1)',
    '$s.replaceAll("(", "x")',
    '$s.replaceAll("o", "$9")',
  ])('%s throws in Java, so it is an error with its place', (template) => {
    expect(() => rendered(`${start}\n${template}`)).toThrow(TemplateError);
    expect(() => rendered(`${start}\n${template}`)).toThrow(/ at line 2, column 3$/);
  });
});

describe('VT-20: methods of lists', () => {
  prints([
    ['$l.size() $l.isEmpty() $l.empty $l.get(1)', '3 false false 1'],
    ['$l.set(0, "z") $l', '3 [z, 1, a]'],
    ['$l.add("q") $l', 'true [3, 1, a, q]'],
    ['$l.add(0, "q") $l', ' [q, 3, 1, a]'],
    ['$l.remove(0) $l', '3 [1, a]'],
    ['$l.remove("a") $l', 'true [3, 1]'],
    ['$l.contains("a") $l.contains(9) $l.indexOf("a") $l.lastIndexOf(9)', 'true false 2 -1'],
    ['$l.addAll([7, 8]) $l $l.containsAll([7, 8])', 'true [3, 1, a, 7, 8] true'],
    ['$l.addAll(1, [7, 8]) $l', 'true [3, 7, 8, 1, a]'],
    ['$l.removeAll([3]) $l $l.retainAll(["a"]) $l', 'true [1, a] true [a]'],
    ['$l.subList(0, 2) $l.hashCode() $l.equals([3, 1, "a"])', '[3, 1] 32802 true'],
    ['$l.clear()$l', '[]'],
  ]);
  it.each(['$l.get(9)', '$l[9]', '#set($l[9] = 1)', '$l.subList(2, 1)', '$l.add(9, 1)'])(
    '%s throws in Java',
    (template) => {
      expect(() => rendered(start + template)).toThrow(TemplateError);
    },
  );
});

describe('VT-20: methods of maps', () => {
  prints([
    ['$m.get("a") $m.get("q") $m.size() $m.isEmpty()', 'x  2 false'],
    ['[$m.put("n", 1)] $m.put("a", "y") $m', '[] x {b=1, a=y, n=1}'],
    ['$m.putAll({"z": 1, "b": 2})$m', '{b=2, a=x, z=1}'],
    ['$m.putIfAbsent("a", 5) [$m.putIfAbsent("c", 5)] $m', 'x [] {b=1, a=x, c=5}'],
    ['$m.getOrDefault("q", 4) $m.containsKey("a") $m.containsValue("x")', '4 true true'],
    ['$m.keySet() $m.values() $m.entrySet()', '[b, a] [1, x] [b=1, a=x]'],
    ['$m.keySet().contains("a") $m.keySet().size() [$m.keySet().get(0)]', 'true 2 []'],
    [
      '#foreach($e in $m.entrySet())$e.key=$e.value;$e.getKey()=$e.getValue();$e#end',
      'b=1;b=1;b=1a=x;a=x;a=x',
    ],
    ['$m.remove("a") $m', 'x {b=1}'],
    ['$m.hashCode() $m.equals({"a": "x", "b": 1})', '124 true'],
    ['$m.clear()$m', '{}'],
    ['[$m.class][$m.getClass()]', '[][]'],
  ]);
});

describe('VT-20: methods of numbers and booleans', () => {
  prints([
    ['$n.parseInt("42") $n.parseInt("-ff", 16) $n.valueOf("9")', '42 -255 9'],
    ['$n.toString() $n.intValue() $n.doubleValue() $n.equals(7) $n.compareTo(8)', '7 7 7.0 true -1'],
    ['$n.toHexString(255) $n.toBinaryString(5) $n.max(3, 4) $n.sum(3, 4)', 'ff 101 4 7'],
    ['$f.intValue() $f.parseDouble("1e3") $f.isNaN()', '2 1000.0 false'],
    ['#set($b = 99999999999)$b.intValue()', '1215752191'],
    ['$t.toString() $t.equals(true) $t.parseBoolean("TRUE") $t.compareTo(false)', 'true true true 1'],
  ]);
  it('refuses a string that is not a number', () => {
    expect(() => rendered(`${start}$n.parseInt("x")`)).toThrow(
      /NumberFormatException: For input string: "x" at/,
    );
  });
});
