;; Loops that would cross from JavaScript into the engine for every character or pixel. They run on the engine's own
;; memory and call its exports directly. `loops.ts` holds the assembled bytes and calls; a test assembles this anew.
(module
  (import "engine" "memory" (memory 0))
  (import "engine" "FPDFText_GetUnicode" (func $unicode (param i32 i32) (result i32)))
  (import "engine" "FPDFText_GetTextObject" (func $drawing (param i32 i32) (result i32)))
  (import "engine" "FPDFText_GetCharBox" (func $ink (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "engine" "FPDFText_GetCharOrigin" (func $origin (param i32 i32 i32 i32) (result i32)))
  (import "engine" "FPDFText_GetLooseCharBox" (func $loose (param i32 i32 i32) (result i32)))
  (import "engine" "FPDFPage_CountObjects" (func $countObjects (param i32) (result i32)))
  (import "engine" "FPDFPage_GetObject" (func $object (param i32 i32) (result i32)))
  (import "engine" "FPDFPageObj_GetType" (func $type (param i32) (result i32)))
  (import "engine" "FPDFPageObj_CountMarks" (func $countMarks (param i32) (result i32)))
  (import "engine" "FPDFPageObj_GetMark" (func $mark (param i32 i32) (result i32)))
  (import "engine" "FPDFPageObjMark_GetParamValueType" (func $valueType (param i32 i32) (result i32)))

  ;; A walk, 128 bytes:
  ;;    0 text page            4 number of characters
  ;;    8 drawings left out   12 how many
  ;;   16 places              20 how many: the first is around all others; each l, b, r, t as doubles
  ;;   24 end of the tally    28 end of the text
  ;;   32 ink box (l, r, b, t) and 64 origin (x, y) as doubles, 80 loose box (l, t, r, b) as floats
  ;; The tally has three numbers a character: code, x and y in quarters of a point. The text has UTF-16 units.

  ;; Puts a character on the tally.
  (func $count (export "count") (param $walk i32) (param $code i32) (param $x f64) (param $y f64)
    (local $end i32)
    (local.set $end (i32.load offset=24 (local.get $walk)))
    (i32.store (local.get $end) (local.get $code))
    (i32.store offset=4 (local.get $end) (call $quarters (local.get $x)))
    (i32.store offset=8 (local.get $end) (call $quarters (local.get $y)))
    (i32.store offset=24 (local.get $walk) (i32.add (local.get $end) (i32.const 12))))

  (func $quarters (param $points f64) (result i32)
    (i32.trunc_sat_f64_s (f64.floor (f64.add (f64.mul (local.get $points) (f64.const 4)) (f64.const 0.5)))))

  ;; Puts a UTF-16 unit on the text.
  (func $say (export "say") (param $walk i32) (param $unit i32)
    (local $end i32)
    (local.set $end (i32.load offset=28 (local.get $walk)))
    (i32.store16 (local.get $end) (local.get $unit))
    (i32.store offset=28 (local.get $walk) (i32.add (local.get $end) (i32.const 2))))

  ;; Whether two spans are more than a point apart; false when any end is no number.
  (func $apart (param $from f64) (param $to f64) (param $low f64) (param $high f64) (result i32)
    (i32.or
      (f64.gt (local.get $from) (f64.add (local.get $high) (f64.const 1.001)))
      (f64.lt (local.get $to) (f64.sub (local.get $low) (f64.const 1.001)))))

  ;; Whether the boxes and the origin of a character are well away from a place.
  (func $isClear (param $walk i32) (param $place i32) (result i32)
    (local $l f64) (local $b f64) (local $r f64) (local $t f64)
    (local.set $l (f64.load (local.get $place)))
    (local.set $b (f64.load offset=8 (local.get $place)))
    (local.set $r (f64.load offset=16 (local.get $place)))
    (local.set $t (f64.load offset=24 (local.get $place)))
    (i32.and
      (i32.and
        (i32.or
          (call $apart (f64.load offset=32 (local.get $walk)) (f64.load offset=40 (local.get $walk))
            (local.get $l) (local.get $r))
          (call $apart (f64.load offset=48 (local.get $walk)) (f64.load offset=56 (local.get $walk))
            (local.get $b) (local.get $t)))
        (i32.or
          (call $apart (f64.load offset=64 (local.get $walk)) (f64.load offset=64 (local.get $walk))
            (local.get $l) (local.get $r))
          (call $apart (f64.load offset=72 (local.get $walk)) (f64.load offset=72 (local.get $walk))
            (local.get $b) (local.get $t))))
      (i32.or
        (call $apart (f64.promote_f32 (f32.load offset=80 (local.get $walk)))
          (f64.promote_f32 (f32.load offset=88 (local.get $walk))) (local.get $l) (local.get $r))
        (call $apart (f64.promote_f32 (f32.load offset=92 (local.get $walk)))
          (f64.promote_f32 (f32.load offset=84 (local.get $walk))) (local.get $b) (local.get $t)))))

  ;; Whether it is well away from all places.
  (func $isClearOfAll (param $walk i32) (result i32)
    (local $place i32) (local $end i32)
    (local.set $place (i32.load offset=16 (local.get $walk)))
    (local.set $end
      (i32.add (local.get $place) (i32.shl (i32.load offset=20 (local.get $walk)) (i32.const 5))))
    (if (call $isClear (local.get $walk) (local.get $place)) (then (return (i32.const 1))))
    (loop $next
      (local.set $place (i32.add (local.get $place) (i32.const 32)))
      (if (i32.ge_u (local.get $place) (local.get $end)) (then (return (i32.const 1))))
      (br_if $next (call $isClear (local.get $walk) (local.get $place))))
    (i32.const 0))

  ;; Whether the drawing that a character belongs to is left out.
  (func $isLeftOut (param $walk i32) (param $index i32) (result i32)
    (local $at i32) (local $end i32) (local $drawing i32)
    (local.set $at (i32.load offset=8 (local.get $walk)))
    (local.set $end (i32.add (local.get $at) (i32.shl (i32.load offset=12 (local.get $walk)) (i32.const 2))))
    (if (i32.eq (local.get $at) (local.get $end)) (then (return (i32.const 0))))
    (local.set $drawing (call $drawing (i32.load (local.get $walk)) (local.get $index)))
    (loop $next
      (if (i32.eq (i32.load (local.get $at)) (local.get $drawing)) (then (return (i32.const 1))))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
    (i32.const 0))

  ;; From a character on, tallies those that are printable ASCII, have all their boxes and are well away from all
  ;; places, passes over such spaces, and answers with the first that is otherwise, or with the number of characters.
  (func (export "walk") (param $walk i32) (param $from i32) (result i32)
    (local $text i32) (local $count i32) (local $code i32)
    (local.set $text (i32.load (local.get $walk)))
    (local.set $count (i32.load offset=4 (local.get $walk)))
    (block $stop
      (loop $next
        (br_if $stop (i32.ge_s (local.get $from) (local.get $count)))
        (local.set $code (call $unicode (local.get $text) (local.get $from)))
        (br_if $stop (i32.gt_u (i32.sub (local.get $code) (i32.const 32)) (i32.const 94)))
        (br_if $stop (call $isLeftOut (local.get $walk) (local.get $from)))
        (br_if $stop (i32.eqz (call $ink (local.get $text) (local.get $from)
          (i32.add (local.get $walk) (i32.const 32)) (i32.add (local.get $walk) (i32.const 40))
          (i32.add (local.get $walk) (i32.const 48)) (i32.add (local.get $walk) (i32.const 56)))))
        (br_if $stop (i32.eqz (call $origin (local.get $text) (local.get $from)
          (i32.add (local.get $walk) (i32.const 64)) (i32.add (local.get $walk) (i32.const 72)))))
        (br_if $stop (i32.eqz (call $loose (local.get $text) (local.get $from)
          (i32.add (local.get $walk) (i32.const 80)))))
        (br_if $stop (i32.eqz (call $isClearOfAll (local.get $walk))))
        (if (i32.ne (local.get $code) (i32.const 32)) (then
          (call $count (local.get $walk) (local.get $code)
            (f64.load offset=64 (local.get $walk)) (f64.load offset=72 (local.get $walk)))
          (call $say (local.get $walk) (local.get $code))))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (br $next)))
    (local.get $from))

  ;; A hash of 64 bits for each row of a picture; rows are whole words of 32 bits.
  (func (export "hashRows") (param $at i32) (param $stride i32) (param $height i32) (param $into i32)
    (local $row i32) (local $end i32) (local $even i32)
    (local $one i64) (local $two i64) (local $three i64) (local $four i64)
    (loop $rows
      (if (i32.ge_u (local.get $row) (local.get $height)) (then (return)))
      ;; Four hashes side by side: a processor multiplies for all of them at once.
      (local.set $one (i64.extend_i32_u (local.get $row)))
      (local.set $two (i64.const 0x2545f4914f6cdd1d))
      (local.set $three (i64.const 0x6a09e667f3bcc908))
      (local.set $four (i64.const 0x3c6ef372fe94f82b))
      (local.set $end (i32.add (local.get $at) (local.get $stride)))
      (local.set $even (i32.sub (local.get $end) (i32.and (local.get $stride) (i32.const 31))))
      (loop $words
        (if (i32.lt_u (local.get $at) (local.get $even)) (then
          (local.set $one (call $mixed (i64.xor (local.get $one) (i64.load (local.get $at)))))
          (local.set $two (call $mixed (i64.xor (local.get $two) (i64.load offset=8 (local.get $at)))))
          (local.set $three (call $mixed (i64.xor (local.get $three) (i64.load offset=16 (local.get $at)))))
          (local.set $four (call $mixed (i64.xor (local.get $four) (i64.load offset=24 (local.get $at)))))
          (local.set $at (i32.add (local.get $at) (i32.const 32)))
          (br $words))))
      (loop $rest
        (if (i32.lt_u (local.get $at) (local.get $end)) (then
          (local.set $one (call $mixed (i64.xor (local.get $one) (i64.load32_u (local.get $at)))))
          (local.set $at (i32.add (local.get $at) (i32.const 4)))
          (br $rest))))
      ;; Each by a bijection of its own: one that differs always shows.
      (local.set $one (call $mixed (i64.xor (local.get $one) (i64.rotl (local.get $two) (i64.const 23)))))
      (local.set $one (call $mixed (i64.xor (local.get $one) (i64.rotl (local.get $three) (i64.const 41)))))
      (i64.store (local.get $into)
        (call $mixed (i64.xor (local.get $one) (i64.rotl (local.get $four) (i64.const 7)))))
      (local.set $into (i32.add (local.get $into) (i32.const 8)))
      (local.set $row (i32.add (local.get $row) (i32.const 1)))
      (br $rows)))

  ;; The first object of a page from a place on that is a text (1) with a mark that has a string (3) under a key, or a
  ;; form (5), which may hold one; -1 when there is none.
  (func (export "nextMarked") (param $page i32) (param $key i32) (param $at i32) (result i32)
    (local $count i32) (local $object i32) (local $type i32)
    (local.set $count (call $countObjects (local.get $page)))
    (loop $next
      (if (i32.ge_s (local.get $at) (local.get $count)) (then (return (i32.const -1))))
      (local.set $object (call $object (local.get $page) (local.get $at)))
      (local.set $type (call $type (local.get $object)))
      (if (i32.eq (local.get $type) (i32.const 5)) (then (return (local.get $at))))
      (if (i32.eq (local.get $type) (i32.const 1)) (then
        (if (call $isMarked (local.get $object) (local.get $key)) (then (return (local.get $at))))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br $next))
    (unreachable))

  (func $isMarked (param $object i32) (param $key i32) (result i32)
    (local $at i32) (local $count i32)
    (local.set $count (call $countMarks (local.get $object)))
    (loop $next
      (if (i32.ge_s (local.get $at) (local.get $count)) (then (return (i32.const 0))))
      (if (i32.eq (call $valueType (call $mark (local.get $object) (local.get $at)) (local.get $key)) (i32.const 3))
        (then (return (i32.const 1))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br $next))
    (unreachable))

  ;; A bijection, so that one word that differs always shows.
  (func $mixed (param $value i64) (result i64)
    (local.set $value (i64.mul (local.get $value) (i64.const 0x9e3779b97f4a7c15)))
    (i64.xor (local.get $value) (i64.shr_u (local.get $value) (i64.const 32))))
)
