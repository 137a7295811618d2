;; What the engine does most while it draws text in grey, eight pixels at a time: letters are put together in a mask, and
;; the mask is painted on the page. The results are the engine's own to the last bit. Each of these functions is asked
;; first, with the arguments of one of the engine's; where it answers 0, it has done nothing and that one goes on.
;; `own-functions.ts` puts them in; `npm run assemble` assembles them.
;;
;; Of PDFium's objects they read, for the build in `direct-call-sites.ts`:
;;   a bitmap (CFX_DIBitmap)      0 table of its class   4 references   20 format (2 bytes)   24 width   28 height
;;                               32 bytes a row         36 pixels      40 how it holds them (1 byte; 255: not at all)
;;   CFX_ScanlineCompositor       0 formats of source and page (2 bytes each)   16 grey   17 opacity   20 kind of colour
;;                               28 whether bytes are reversed (1 byte each)
;;   a span of bytes              0 where   4 how many
;; Formats are 8 (grey) and 264 (mask), a byte a pixel each. The quotient of a product of two bytes and 255 is
;; (p + 1 + (p >> 8)) >> 8 in 16 bits, without rounding.
(module
  (memory 1)

  ;; CFX_ScanlineCompositor::CompositeByteMaskLine: a row of a mask is painted on one of the page, in opaque grey and
  ;; without a clip.
  (func $row (export "row")
    (param $this i32) (param $page i32) (param $mask i32) (param $width i32) (param $clip i32) (result i32)
    (local $span i32) (local $grey v128) (local $m v128) (local $p v128)
    (if (i32.ne (i32.load (local.get $this)) (i32.const 0x00080108)) (then (return (i32.const 0))))
    (if (i32.ne (i32.load8_u offset=20 (local.get $this)) (i32.const 1)) (then (return (i32.const 0))))
    (if (i32.ne (i32.load8_u offset=17 (local.get $this)) (i32.const 255)) (then (return (i32.const 0))))
    (if (i32.load8_u offset=28 (local.get $this)) (then (return (i32.const 0))))
    (if (i32.load offset=4 (local.get $clip)) (then (return (i32.const 0))))
    ;; The last step goes on to the eighth pixel: all of them must be in the spans.
    (local.set $span (i32.and (i32.add (local.get $width) (i32.const 7)) (i32.const -8)))
    (if (i32.lt_s (local.get $width) (i32.const 1)) (then (return (i32.const 0))))
    (if (i32.lt_u (i32.load offset=4 (local.get $mask)) (local.get $span)) (then (return (i32.const 0))))
    (if (i32.lt_u (i32.load offset=4 (local.get $page)) (local.get $span)) (then (return (i32.const 0))))
    (local.set $grey (i16x8.splat (i32.load8_u offset=16 (local.get $this))))
    (local.set $page (i32.load (local.get $page)))
    (local.set $mask (i32.load (local.get $mask)))
    (loop $next
      (local.set $m (v128.load8x8_u (local.get $mask)))
      ;; Where the mask is 0, the page stays as it is.
      (if (i32.lt_s (local.get $width) (i32.const 8))
        (then
          (local.set $m
            (v128.and
              (local.get $m)
              (i16x8.lt_s (v128.const i16x8 0 1 2 3 4 5 6 7) (i16x8.splat (local.get $width)))))))
      (local.set $p
        (i16x8.add
          (i16x8.mul
            (v128.load8x8_u (local.get $page))
            (i16x8.sub (i16x8.splat (i32.const 255)) (local.get $m)))
          (i16x8.mul (local.get $grey) (local.get $m))))
      (local.set $p
        (i16x8.shr_u
          (i16x8.add
            (i16x8.add (local.get $p) (i16x8.splat (i32.const 1)))
            (i16x8.shr_u (local.get $p) (i32.const 8)))
          (i32.const 8)))
      (v128.store64_lane 0 (local.get $page) (i8x16.narrow_i16x8_u (local.get $p) (local.get $p)))
      (local.set $mask (i32.add (local.get $mask) (i32.const 8)))
      (local.set $page (i32.add (local.get $page) (i32.const 8)))
      (br_if $next
        (i32.gt_s (local.tee $width (i32.sub (local.get $width) (i32.const 8))) (i32.const 0))))
    (i32.const 1))

  ;; CFX_DIBitmap::CompositeMask: a letter, itself a mask, is put on a mask: whole, opaque and without a clip.
  (func $letter (export "letter")
    (param $this i32) (param $left i32) (param $top i32) (param $width i32) (param $height i32) (param $mask i32)
    (param $colour i32) (param $fromLeft i32) (param $fromTop i32) (param $blend i32) (param $clip i32)
    (param $reversed i32) (result i32)
    (local $right i32) (local $bottom i32) (local $x i32) (local $y i32) (local $count i32)
    (local $from i32) (local $to i32) (local $fromRow i32) (local $toRow i32) (local $fromPitch i32) (local $toPitch i32)
    (local $lastFrom i32) (local $lastTo i32) (local $m v128) (local $d v128) (local $p v128)
    (if (i32.or (i32.or (local.get $fromLeft) (local.get $fromTop)) (i32.or (local.get $blend) (local.get $clip)))
      (then (return (i32.const 0))))
    (if (local.get $reversed) (then (return (i32.const 0))))
    (if (i32.lt_u (local.get $colour) (i32.const 0xff000000)) (then (return (i32.const 0))))
    ;; Both bitmaps are masks of one class that hold their pixels.
    (if (i32.ne (i32.load16_u offset=20 (local.get $this)) (i32.const 264)) (then (return (i32.const 0))))
    (if (i32.ne (i32.load16_u offset=20 (local.get $mask)) (i32.const 264)) (then (return (i32.const 0))))
    (if (i32.ne (i32.load (local.get $this)) (i32.load (local.get $mask))) (then (return (i32.const 0))))
    (if (i32.gt_u
          (i32.or (i32.load8_u offset=40 (local.get $this)) (i32.load8_u offset=40 (local.get $mask)))
          (i32.const 1))
      (then (return (i32.const 0))))
    (local.set $fromRow (i32.load offset=36 (local.get $mask)))
    (local.set $toRow (i32.load offset=36 (local.get $this)))
    (if (i32.eqz (local.get $fromRow)) (then (return (i32.const 0))))
    (if (i32.eqz (local.get $toRow)) (then (return (i32.const 0))))
    ;; The letter is whole, and no sum below is too large.
    (if (i32.ne (i32.load offset=24 (local.get $mask)) (local.get $width)) (then (return (i32.const 0))))
    (if (i32.ne (i32.load offset=28 (local.get $mask)) (local.get $height)) (then (return (i32.const 0))))
    (if (i32.gt_u (i32.or (local.get $width) (local.get $height)) (i32.const 0xffff)) (then (return (i32.const 0))))
    (if (i32.gt_u (i32.add (local.get $left) (i32.const 0x10000)) (i32.const 0x20000)) (then (return (i32.const 0))))
    (if (i32.gt_u (i32.add (local.get $top) (i32.const 0x10000)) (i32.const 0x20000)) (then (return (i32.const 0))))
    ;; The engine's function gives its reference to the letter up; the last one is its to give up.
    (local.set $count (i32.load offset=4 (local.get $mask)))
    (if (i32.lt_u (local.get $count) (i32.const 2)) (then (return (i32.const 0))))
    (i32.store offset=4 (local.get $mask) (i32.sub (local.get $count) (i32.const 1)))

    ;; What of the letter lies on the bitmap.
    (local.set $x (select (local.get $left) (i32.const 0) (i32.gt_s (local.get $left) (i32.const 0))))
    (local.set $y (select (local.get $top) (i32.const 0) (i32.gt_s (local.get $top) (i32.const 0))))
    (local.set $right (i32.add (local.get $left) (local.get $width)))
    (local.set $bottom (i32.add (local.get $top) (local.get $height)))
    (if (i32.gt_s (local.get $right) (i32.load offset=24 (local.get $this)))
      (then (local.set $right (i32.load offset=24 (local.get $this)))))
    (if (i32.gt_s (local.get $bottom) (i32.load offset=28 (local.get $this)))
      (then (local.set $bottom (i32.load offset=28 (local.get $this)))))
    (if (i32.ge_s (local.get $x) (local.get $right)) (then (return (i32.const 1))))
    (if (i32.ge_s (local.get $y) (local.get $bottom)) (then (return (i32.const 1))))

    (local.set $fromPitch (i32.load offset=32 (local.get $mask)))
    (local.set $toPitch (i32.load offset=32 (local.get $this)))
    ;; The last places where there are eight pixels.
    (local.set $lastFrom
      (i32.sub (i32.add (local.get $fromRow) (i32.mul (local.get $fromPitch) (local.get $height))) (i32.const 8)))
    (local.set $lastTo
      (i32.sub
        (i32.add (local.get $toRow) (i32.mul (local.get $toPitch) (i32.load offset=28 (local.get $this))))
        (i32.const 8)))
    (local.set $fromRow
      (i32.add
        (i32.add (local.get $fromRow) (i32.mul (local.get $fromPitch) (i32.sub (local.get $y) (local.get $top))))
        (i32.sub (local.get $x) (local.get $left))))
    (local.set $toRow
      (i32.add (i32.add (local.get $toRow) (i32.mul (local.get $toPitch) (local.get $y))) (local.get $x)))
    (local.set $width (i32.sub (local.get $right) (local.get $x)))
    (local.set $top (local.get $y))
    (loop $rows
      (local.set $from (local.get $fromRow))
      (local.set $to (local.get $toRow))
      (local.set $count (local.get $width))
      (loop $next
        (if (i32.and
              (i32.le_u (local.get $from) (local.get $lastFrom))
              (i32.le_u (local.get $to) (local.get $lastTo)))
          (then
            (local.set $m (v128.load8x8_u (local.get $from)))
            (if (i32.lt_s (local.get $count) (i32.const 8))
              (then
                (local.set $m
                  (v128.and
                    (local.get $m)
                    (i16x8.lt_s (v128.const i16x8 0 1 2 3 4 5 6 7) (i16x8.splat (local.get $count)))))))
            (local.set $d (v128.load8x8_u (local.get $to)))
            (local.set $p (i16x8.mul (local.get $d) (local.get $m)))
            (local.set $p
              (i16x8.shr_u
                (i16x8.add
                  (i16x8.add (local.get $p) (i16x8.splat (i32.const 1)))
                  (i16x8.shr_u (local.get $p) (i32.const 8)))
                (i32.const 8)))
            (local.set $d (i16x8.sub (i16x8.add (local.get $d) (local.get $m)) (local.get $p)))
            (v128.store64_lane 0 (local.get $to) (i8x16.narrow_i16x8_u (local.get $d) (local.get $d)))
            (local.set $from (i32.add (local.get $from) (i32.const 8)))
            (local.set $to (i32.add (local.get $to) (i32.const 8)))
            (br_if $next
              (i32.gt_s (local.tee $count (i32.sub (local.get $count) (i32.const 8))) (i32.const 0))))
          (else
            (local.set $x (i32.load8_u (local.get $from)))
            (local.set $y (i32.load8_u (local.get $to)))
            (i32.store8
              (local.get $to)
              (i32.sub
                (i32.add (local.get $x) (local.get $y))
                (i32.div_u (i32.mul (local.get $x) (local.get $y)) (i32.const 255))))
            (local.set $from (i32.add (local.get $from) (i32.const 1)))
            (local.set $to (i32.add (local.get $to) (i32.const 1)))
            (br_if $next (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))))
      (local.set $fromRow (i32.add (local.get $fromRow) (local.get $fromPitch)))
      (local.set $toRow (i32.add (local.get $toRow) (local.get $toPitch)))
      (local.set $top (i32.add (local.get $top) (i32.const 1)))
      (br_if $rows
        (i32.lt_s (local.get $top) (local.get $bottom))))
    (i32.const 1)))
