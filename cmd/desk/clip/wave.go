package clip

// readWave reads the chunks of a WAV up to its data.
func readWave(s *source) Facts {
	f := Facts{Tracks: true, Audio: "pcm"}
	var rate float64
	for at := int64(12); ; {
		h, ok := s.bytes(at, 8)
		if !ok {
			return f
		}
		size := int64(le32(h[4:]))
		switch string(h[:4]) {
		case "fmt ":
			if b, ok := s.bytes(at+8, 16); ok {
				rate = float64(le32(b[8:]))
				if form := le16(b); form != 1 && form != 3 && form != 0xfffe {
					f.Audio = "compressed"
				}
			}
		case "data":
			// A recorder that was cut off, or a stream, leaves no length.
			f.Length = seconds(float64(min(size, s.size-at-8)), rate)
			return f
		}
		// Chunks are padded to an even size.
		at += 8 + size + size%2
	}
}
