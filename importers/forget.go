package importers

import "terang/schema"

// forget writes null where a stage's former release has a value and the new one has none, since what a release does not
// mention stays (OCDS 1.1, merging). Items of lists cannot be taken back; they stay.
func forget(content *node, former *schema.Release) {
	tree, err := schema.Parse(former.Line)
	if err != nil { // it was read before it was kept
		return
	}
	for name, v := range tree.Members() {
		switch name {
		case "ocid", "id", "date", "tag", "initiationType", "language":
		default:
			forgetMember(content, name, v)
		}
	}
}

func forgetMember(n *node, name string, former *schema.Value) {
	now := n.get(name)
	switch {
	case former.IsNull():
	case now == nil || now.empty():
		n.remove(name)
		n.set(name, []byte("null"), cell{})
	case former.IsObject() && now.shape == isObject:
		for member, v := range former.Members() {
			forgetMember(now, member, v)
		}
	case former.IsList() && now.shape == isItems:
		for _, item := range former.Items() {
			forgetItem(now, item)
		}
	}
}

func forgetItem(list *node, former *schema.Value) {
	i := list.find(former.Get("id").Text())
	if i < 0 {
		return
	}
	for member, v := range former.Members() {
		forgetMember(list.items[i], member, v)
	}
}
