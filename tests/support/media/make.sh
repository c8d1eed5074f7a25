#!/bin/sh
# Makes the recorded part of the media corpus with ffmpeg. The results are checked in, so that tests need no ffmpeg; run it again only to change them.
# Every planted secret contains "Canary" or the coordinates 48.2082, so that a test can look for them in the bytes that come out.
set -eu
cd "$(dirname "$0")"
run() { ffmpeg -hide_banner -loglevel error -y "$@"; }
picture="testsrc=size=96x64:rate=10:duration=1"
sound="sine=frequency=440:duration=1:sample_rate=22050"
tags="-metadata title=CanaryTitle -metadata artist=CanaryArtist -metadata comment=CanaryComment -metadata date=2021-05-06"

run -f lavfi -i "color=c=orange:size=16x16" -frames:v 1 -q:v 10 cover.jpg
run -f lavfi -i "$sound" -i cover.jpg -map 0 -map 1 -c:a libmp3lame -b:a 32k -ac 1 -write_id3v1 1 $tags tagged.mp3
run -f lavfi -i "$picture" -f lavfi -i "$sound" -c:v libx264 -crf 40 -pix_fmt yuv420p -c:a aac -b:a 24k -ac 1 $tags \
  -metadata location="+48.2082+016.3738/" -metadata creation_time=2021-05-06T07:08:09Z -metadata:s:v handler_name=CanaryCamera located.mp4
run -f lavfi -i "$picture" -c:v libx264 -crf 40 -pix_fmt yuv420p -movflags use_metadata_tags \
  -metadata com.apple.quicktime.location.ISO6709="+48.2082+016.3738/" -metadata com.apple.quicktime.make=CanaryMake \
  -metadata creation_time=2021-05-06T07:08:09Z turned.mov
run -i turned.mov -c copy -movflags use_metadata_tags -metadata:s:v rotate=90 turning.mov
mv turning.mov turned.mov
run -f lavfi -i "$picture" -f lavfi -i "$sound" -c:v libvpx -b:v 40k -c:a libvorbis -q:a 0 -ac 1 $tags -metadata location=48.2082 \
  -metadata:s:v title=CanaryTrack -metadata:s:a encoder=CanaryEncoder tagged.webm
run -f lavfi -i "sine=frequency=440:duration=0.3:sample_rate=8000" -c:a libvorbis -q:a 0 -ac 1 $tags -metadata location=48.2082 vorbis.ogg
run -f lavfi -i "$sound" -c:a libopus -b:a 12k $tags -metadata location=48.2082 tagged.ogg
run -f lavfi -i "sine=frequency=440:duration=0.3:sample_rate=8000" -i cover.jpg -map 0 -map 1 -c:a flac -c:v copy -disposition:v attached_pic $tags tagged.flac
run -f lavfi -i "sine=frequency=440:duration=0.4:sample_rate=8000" $tags -write_bext 1 -metadata originator=CanaryOriginator tagged.wav
run -f lavfi -i "$sound" -i cover.jpg -map 0 -map 1 -c:a aac -b:a 24k -ac 1 -c:v copy -disposition:v attached_pic $tags tagged.m4a
run -f lavfi -i "$sound" -c:a aac -b:a 24k -ac 1 -write_id3v2 1 $tags tagged.aac
run -f lavfi -i "testsrc=size=64x48:rate=1:duration=1" -frames:v 1 -q:v 8 plain.jpg
run -f lavfi -i "testsrc=size=64x48:rate=1:duration=1" -frames:v 1 -c:v libwebp -q:v 30 plain.webp
run -f lavfi -i "testsrc=size=64x48:rate=2:duration=1" -c:v libwebp_anim -q:v 30 -loop 0 moving.webp
run -f lavfi -i "testsrc=size=64x48:rate=1:duration=1" -frames:v 1 -c:v libaom-av1 -crf 50 -still-picture 1 plain.avif
rm cover.jpg
