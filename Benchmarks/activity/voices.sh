#!/usr/bin/env bash
# Fetches the voices and the music that recordings.py mixes, from Debian's packages, as mono WAV files of 8 kHz below FOLDER.
#   voices.sh FOLDER
set -euo pipefail
mkdir -p "$1"/{packages,voices,music}
cd "$1"
for tool in sox ffmpeg espeak-ng; do command -v $tool >/dev/null || { echo "install $tool" >&2; exit 69; }; done
(cd packages && apt-get download -q klettres-data gcin-voice frozen-bubble-data lincity-ng-data asc-music singularity-music \
    asterisk-core-sounds-{en,es,fr,it,ru}-wav asterisk-prompt-{es-co,fr-armelle,it-menardi-wav} asterisk-moh-opsound-wav)
for package in packages/*.deb; do dpkg -x "$package" packages/all; done

voice() { # NAME FILE...
    local name=$1 number=0
    shift
    mkdir -p "voices/$name"
    for file in "$@"; do
        number=$((number + 1))
        sox -V0 "$file" -r 8000 -c 1 -b 16 "voices/$name/$(printf %04d $number).wav" 2>/dev/null || true
    done
}
sounds=packages/all/usr/share/asterisk/sounds
for folder in "$sounds"/*_*_*/; do
    mapfile -t files < <(find "$folder" -name '*.wav' ! -path '*/silence/*' ! -name '*beep*' ! -name 'tt-*' | sort)
    voice "$(basename "$folder")" "${files[@]}"
done
for language in es fr; do
    mapfile -t files < <(find "$sounds/$language" -name '*.gsm' ! -name '*beep*' | sort | head -200)
    voice "gsm_$language" "${files[@]}"
done
for folder in packages/all/usr/share/*/apps/klettres/*/ packages/all/usr/share/klettres/*/; do
    mapfile -t files < <(find "$folder" -name '*.ogg' 2>/dev/null | sort | head -60)
    [ ${#files[@]} -gt 20 ] && voice "letters_$(basename "$folder")" "${files[@]}"
done
for speaker in 3 5; do
    mapfile -t files < <(find packages/all/usr/share/gcin-voice -name "*$speaker.ogg" | sort | head -250)
    voice "syllables_zh_$speaker" "${files[@]}"
done

number=0
mkdir -p voices/synthetic
while IFS='|' read -r language text; do
    for variant in '' +f1 +f3 +m2 +m5; do
        number=$((number + 1))
        espeak-ng -v "$language$variant" -s $((130 + number * 7 % 70)) -p $((20 + number * 13 % 60)) -w one.wav "$text"
        sox -V0 one.wav -r 8000 -c 1 -b 16 "voices/synthetic/$(printf %04d $number).wav"
    done
done <<'TEXTS'
en-us|Thank you for calling, how may I help you today?
en-us|I would like to know where my order is.
en-us|Of course, could you give me the number, please?
en-us|I am very sorry about that. We will send you a new one by the end of the week.
de|Meine Rechnung stimmt nicht, ich habe schon bezahlt.
de|Einen Augenblick bitte, ich sehe nach.
cmn|您好，请问有什么可以帮您？
cmn|我的快递还没有收到，请帮我查一下。
cmn|非常抱歉给您带来不便，请您提供一下订单号码。
fr-fr|Je n'ai pas reçu ma commande.
hi|नमस्ते, मैं आपकी क्या मदद कर सकता हूँ?
ru|Здравствуйте, чем могу помочь?
pt-br|Gostaria de cancelar a minha assinatura.
TEXTS
rm -f one.wav

number=0
find packages/all/usr/share/games packages/all/usr/share/asterisk/moh \( -name '*.ogg' -o -name '*.mp3' -o -name '*.wav' \) |
    grep -iE 'music/|zik|moh/' | sort | while read -r track; do
    number=$((number + 1))
    ffmpeg -nostdin -loglevel error -y -ss 10 -t 70 -i "$track" -ac 1 -ar 8000 "music/$(printf %02d $number).wav"
done
