package api

import (
	"net"
	"testing"
)

func TestAServerThatIsNotHeyGensIsNamedWithWhatToCheck(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	c, err := New(Credential{Key: testKey}, Options{BaseURL: "http://" + addr})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.UpdateTitle(background(), "ls_1", "x")
	want := Explanation{What: addr + " was not reached: the connection was refused.", Next: "Check that it runs and that HEYGEN_API_BASE (base_url) is right."}
	if x := Explain(err); x != want {
		t.Errorf("%+v", x)
	}
}
